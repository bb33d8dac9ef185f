using System.Buffers.Binary;
using System.Text;

namespace Beast.Quorum.Lab.Pools;

/// <summary>
/// The host's pool cache files: the default one, which a boot imports from, and those that a property names. They
/// outlive the host's process. Of the real ones' packed lists they hold name and guid of each pool, and nothing else.
/// </summary>
internal sealed class CacheFile(string path)
{
    private static readonly byte[] NameKey = "name\0\0\0\0"u8.ToArray();
    private static readonly byte[] GuidKey = "\0\0\0pool_guid\0\0\0"u8.ToArray();
    private readonly HashSet<string> _others = new(StringComparer.Ordinal);

    /// <summary>What a boot imports.</summary>
    internal IReadOnlyList<string> Read() => Names(path) ?? [];

    /// <summary>The pools that a cache file lists, as far as it can be read; null if there is no such file.</summary>
    internal static IReadOnlyList<string>? Names(string file)
    {
        if (!File.Exists(file))
        {
            return null;
        }

        var names = new List<string>();
        ReadOnlySpan<byte> rest = File.ReadAllBytes(file);
        while (rest.StartsWith(NameKey) && rest[NameKey.Length..].IndexOf(GuidKey) is >= 0 and var length
            && rest.Length >= NameKey.Length + length + GuidKey.Length + sizeof(ulong))
        {
            names.Add(Encoding.UTF8.GetString(rest.Slice(NameKey.Length, length)));
            rest = rest[(NameKey.Length + length + GuidKey.Length + sizeof(ulong))..];
        }

        return names;
    }

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
        using var content = new MemoryStream();
        Span<byte> guid = stackalloc byte[sizeof(ulong)];
        foreach (ImportedPool pool in pools)
        {
            if (pool.CacheFile == property && !pool.ReadOnly)
            {
                BinaryPrimitives.WriteUInt64BigEndian(guid, pool.Label.Guid);
                content.Write(NameKey);
                content.Write(Encoding.UTF8.GetBytes(pool.Name));
                content.Write(GuidKey);
                content.Write(guid);
            }
        }

        if (content.Length == 0)
        {
            File.Delete(file);
            return;
        }

        string temporary = file + ".new";
        File.WriteAllBytes(temporary, content.ToArray());
        File.Move(temporary, file, overwrite: true);
    }
}
