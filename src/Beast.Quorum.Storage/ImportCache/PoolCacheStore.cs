using Beast.Quorum.Platform.Files;

namespace Beast.Quorum.Storage.ImportCache;

/// <summary>
/// The cache files that this node keeps: <c>POOL.cache</c>, which zpool reads, and <c>POOL.layout</c>, which says what
/// it must hold. In a directory that no boot looks into.
/// </summary>
public sealed class PoolCacheStore
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string directory;

    /// <summary>The store of a daemon.</summary>
    /// <param name="stateDirectory">The daemon's state directory; the files are in <c>cache</c> in it.</param>
    public PoolCacheStore(string stateDirectory) => directory = Path.Combine(stateDirectory, "cache");

    /// <summary>Where the kernel writes a pool's file for a moment, before it is checked and copied.</summary>
    public string TransientPath(string pool) => Path.Combine(directory, pool + ".written");

    /// <summary>The pool's cache file.</summary>
    public string CachePath(string pool) => Path.Combine(directory, pool + ".cache");

    private string LayoutPath(string pool) => Path.Combine(directory, pool + ".layout");

    /// <summary>Makes the directory.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be made.</exception>
    public void MakeDirectory() => Directory.CreateDirectory(directory, OwnerOnly | UnixFileMode.UserExecute);

    /// <summary>Writes something small, durably, to see that the directory's file system answers.</summary>
    /// <exception cref="IOException">It does not take it.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory may not be made.</exception>
    public void Probe()
    {
        MakeDirectory();
        DurableFile.WriteAtomically(Path.Combine(directory, "probe"), "probe\n"u8, OwnerOnly);
    }

    /// <summary>
    /// Keeps a cache file, durably. A crash in between leaves a pair that does not fit and is not used.
    /// </summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory may not be made.</exception>
    public void Save(PoolCache cache)
    {
        MakeDirectory();
        DurableFile.WriteAtomically(CachePath(cache.Header.Pool), cache.Content, OwnerOnly);
        DurableFile.WriteAtomically(
            LayoutPath(cache.Header.Pool), PoolCacheCodec.EncodeHeader(cache.Header), OwnerOnly);
    }

    /// <summary>Reads a pool's cache file and checks it; false if there is none that can be used.</summary>
    public bool TryLoad(string pool, out PoolCache cache)
    {
        cache = PoolCacheCodec.Make("", 0, 0, [], []);
        if (!TryRead(LayoutPath(pool), PoolCacheCodec.LongestHeader, out byte[] layout) ||
            !PoolCacheCodec.TryDecodeHeader(layout, out PoolCacheHeader header) || header.Pool != pool ||
            !TryRead(CachePath(pool), PoolCache.LongestContent, out byte[] content))
        {
            return false;
        }

        var found = new PoolCache(header, content);
        bool whole = PoolCacheCodec.IsWhole(found);
        cache = whole ? found : cache;
        return whole;
    }

    /// <summary>Reads a whole file of bounded length; false if that cannot be done.</summary>
    internal static bool TryRead(string path, int longest, out byte[] content)
    {
        content = [];
        try
        {
            using FileStream file = File.OpenRead(path);
            if (file.Length > longest)
            {
                return false;
            }

            content = new byte[file.Length];
            file.ReadExactly(content);
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // There is none, or it changes just now: the same as none, for this time.
            return false;
        }
    }
}
