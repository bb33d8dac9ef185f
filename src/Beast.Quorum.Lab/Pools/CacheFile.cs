namespace Beast.Quorum.Lab.Pools;

/// <summary>The host's /boot/zfs/zpool.cache: one pool a line. It outlives the host's process.</summary>
internal sealed class CacheFile(string path)
{
    internal IReadOnlyList<string> Read() =>
        File.Exists(path) ? Array.FindAll(File.ReadAllLines(path), line => line.Length > 0) : [];

    /// <summary>Lists the pools imported with the default cache file; no such pool, no file.</summary>
    internal void Write(IReadOnlyList<ImportedPool> pools)
    {
        var names = new List<string>();
        foreach (ImportedPool pool in pools)
        {
            if (pool is { CacheFile: "-", ReadOnly: false })
            {
                names.Add(pool.Name);
            }
        }

        if (names.Count == 0)
        {
            File.Delete(path);
            return;
        }

        string temporary = path + ".new";
        File.WriteAllLines(temporary, names);
        File.Move(temporary, path, overwrite: true);
    }
}
