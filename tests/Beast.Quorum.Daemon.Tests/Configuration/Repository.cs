namespace Beast.Quorum.Daemon.Tests.Configuration;

/// <summary>Files of the repository, found upwards from where the tests run.</summary>
internal static class Repository
{
    public static string File(string path)
    {
        string? folder = TestContext.CurrentContext.TestDirectory;
        while (folder is not null && !System.IO.File.Exists(Path.Combine(folder, "Beast.Quorum.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return Path.Combine(folder ?? throw new DirectoryNotFoundException("Not in the repository."), path);
    }
}
