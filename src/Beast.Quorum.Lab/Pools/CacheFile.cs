namespace Beast.Quorum.Lab.Pools;

/// <summary>
/// The host's pool cache files, one pool a line: the default one, which a boot imports from, and those that a property
/// names. They outlive the host's process.
/// </summary>
internal sealed class CacheFile(string path)
{
    private readonly HashSet<string> _others = new(StringComparer.Ordinal);

    /// <summary>What a boot imports.</summary>
    internal IReadOnlyList<string> Read() => Names(path) ?? [];

    /// <summary>The pools that a cache file lists; null if there is no such file.</summary>
    internal static IReadOnlyList<string>? Names(string file) =>
        File.Exists(file) ? Array.FindAll(File.ReadAllLines(file), line => line.Length > 0) : null;

    /// <summary>Lists each pool in the file of its property; no such pool, no file.</summary>
    internal void Write(IReadOnlyList<ImportedPool> pools)
    {
        foreach (ImportedPool pool in pools)
        {
            if (Path.IsPathRooted(pool.CacheFile))
            {
                _others.Add(pool.CacheFile);
            }
        }

        Write(path, pools, "-");
        foreach (string other in _others)
        {
            Write(other, pools, other);
        }
    }

    private static void Write(string file, IReadOnlyList<ImportedPool> pools, string property)
    {
        var names = new List<string>();
        foreach (ImportedPool pool in pools)
        {
            if (pool.CacheFile == property && !pool.ReadOnly)
            {
                names.Add(pool.Name);
            }
        }

        if (names.Count == 0)
        {
            File.Delete(file);
            return;
        }

        string temporary = file + ".new";
        File.WriteAllLines(temporary, names);
        File.Move(temporary, file, overwrite: true);
    }
}
