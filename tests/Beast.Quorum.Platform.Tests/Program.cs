using Beast.Quorum.Platform.Tests.Support;

// Tests start their own assembly as a child process with one of these words.
return args switch
{
    ["without-helper", string directory] => HelperCheck.Run(directory),
    _ => 64,
};
