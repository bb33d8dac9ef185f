using Beast.Quorum.Daemon.CommandLine;

namespace Beast.Quorum.Daemon.Tests.CommandLine;

/// <summary>What a run of the program gave.</summary>
internal sealed record Outcome(int Code, string Out, string Error)
{
    /// <summary>Runs the program's command line in this process.</summary>
    public static Outcome Of(params string[] args)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        int code = CommandLineEntry.Run(args, output, error);
        return new Outcome(code, output.ToString(), error.ToString());
    }
}
