using Beast.Quorum.Core.Machine;

namespace Beast.Quorum.Simulation.Mutations;

/// <summary>The core's source as it lies in the repository.</summary>
internal sealed class CoreSource
{
    private CoreSource(string root)
    {
        Root = root;
        string core = Path.Combine(root, "src", "Beast.Quorum.Core");
        string[] built = [Path.Combine(core, "obj"), Path.Combine(core, "bin")];
        Files = Directory.EnumerateFiles(core, "*.cs", SearchOption.AllDirectories)
            .Where(file => !built.Any(folder => file.StartsWith(folder, StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal)
            .ToDictionary(file => Path.GetRelativePath(core, file).Replace('\\', '/'), File.ReadAllText);
    }

    /// <summary>The repository.</summary>
    public string Root { get; }

    /// <summary>Text by path below the core's folder.</summary>
    public IReadOnlyDictionary<string, string> Files { get; }

    /// <summary>Finds the repository that this program was built in; null if it is not there any more.</summary>
    public static CoreSource? Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string machine = Path.Combine(
                folder.FullName, "src", "Beast.Quorum.Core", "Machine", nameof(NodeMachine) + ".cs");
            if (File.Exists(machine))
            {
                return new CoreSource(folder.FullName);
            }
        }

        return null;
    }
}
