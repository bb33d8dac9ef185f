namespace Beast.Quorum.Core.Tests.Scenarios;

/// <summary>The scenarios' source files, which the rewrite switch writes.</summary>
internal static class ScenarioFiles
{
    public const string Switch = "BEASTQ_REWRITE";

    /// <summary>The folder of the source, not of what was built from it.</summary>
    public static string Folder { get; } = Find();

    public static bool Rewrites => Environment.GetEnvironmentVariable(Switch) == "1";

    /// <summary>Names of all scenarios, as <c>topic/words</c>.</summary>
    public static IEnumerable<string> Names => Directory
        .GetFiles(Folder, "*.txt", SearchOption.AllDirectories)
        .Select(path => Path.ChangeExtension(Path.GetRelativePath(Folder, path), null))
        .Order(StringComparer.Ordinal);

    public static string PathOf(string name) => Path.Combine(Folder, name + ".txt");

    private static string Find()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Directory.Build.props")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(
            folder?.FullName ?? throw new DirectoryNotFoundException("the repository's top was not found"),
            "tests",
            "Beast.Quorum.Core.Tests",
            "Scenarios");
    }
}
