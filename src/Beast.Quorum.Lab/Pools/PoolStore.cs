namespace Beast.Quorum.Lab.Pools;

/// <summary>The shared disks: a directory a pool, with its label and one data file a zvol.</summary>
public sealed class PoolStore
{
    private const string VolumePrefix = "zvol-";
    private readonly string _root;

    /// <summary>Names the directory of the shared pools; see <see cref="Nodes.LabDirectory.Pools"/>.</summary>
    public PoolStore(string root) => _root = root;

    /// <summary>Creates an exported pool with empty zvols, replacing one of the same name.</summary>
    /// <param name="pool">The pool's name: letters, digits, <c>- _ .</c>.</param>
    /// <param name="volumes">The zvols' names without the pool's, and their sizes in bytes.</param>
    /// <param name="guid">The pool's id; real ones are random.</param>
    /// <param name="disks">The mirror's disks, as zpool status shows them.</param>
    /// <param name="log">The log disk; empty for none.</param>
    public void Create(
        string pool, IReadOnlyDictionary<string, long> volumes, ulong guid, IReadOnlyList<string> disks, string log)
    {
        Directory.CreateDirectory(DirectoryOf(pool));
        new PoolLabel(guid, true, 0, "", DateTimeOffset.UtcNow.ToUnixTimeSeconds(), 4, disks, log)
            .Save(LabelPath(pool));
        foreach ((string name, long size) in volumes)
        {
            using FileStream file = File.Create(VolumePath(pool, name));
            file.SetLength(size);
        }
    }

    /// <summary>The data file of a zvol.</summary>
    public string VolumePath(string pool, string volume) =>
        Path.Combine(DirectoryOf(pool), VolumePrefix + volume);

    /// <summary>The label; null if the disks hold no such pool.</summary>
    public PoolLabel? Label(string pool) =>
        IsName(pool) && File.Exists(LabelPath(pool)) ? PoolLabel.Load(LabelPath(pool)) : null;

    /// <summary>Changes a label in place; what a person or a scenario does to the disks.</summary>
    /// <exception cref="InvalidDataException">The disks hold no such pool.</exception>
    public void Change(string pool, Func<PoolLabel, PoolLabel> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        Write(pool, change(Label(pool) ?? throw new InvalidDataException($"the disks hold no pool '{pool}'")));
    }

    internal void Write(string pool, PoolLabel label) => label.Save(LabelPath(pool));

    /// <summary>Another file of a pool's directory.</summary>
    internal string FileOf(string pool, string name) => Path.Combine(DirectoryOf(pool), name);

    internal IReadOnlyList<string> Names()
    {
        if (!Directory.Exists(_root))
        {
            return [];
        }

        var names = new List<string>();
        foreach (string directory in Directory.GetDirectories(_root))
        {
            if (File.Exists(Path.Combine(directory, "label")))
            {
                names.Add(Path.GetFileName(directory));
            }
        }

        names.Sort(StringComparer.Ordinal);
        return names;
    }

    internal IReadOnlyList<string> Volumes(string pool)
    {
        var names = new List<string>();
        foreach (string path in Directory.GetFiles(DirectoryOf(pool), VolumePrefix + "*"))
        {
            names.Add(Path.GetFileName(path)[VolumePrefix.Length..]);
        }

        names.Sort(StringComparer.Ordinal);
        return names;
    }

    private static bool IsName(string pool) =>
        pool.Length > 0 && pool[0] != '.' && !pool.Contains('/', StringComparison.Ordinal);

    private string DirectoryOf(string pool) => Path.Combine(_root, pool);

    /// <summary>Where the pool's errors and its scrub are kept.</summary>
    internal string HealthPath(string pool) => Path.Combine(DirectoryOf(pool), "health");

    private string LabelPath(string pool) => Path.Combine(DirectoryOf(pool), "label");
}
