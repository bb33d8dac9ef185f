using System.Buffers.Binary;
using System.Text;
using Beast.Quorum.Storage.ImportCache;

namespace Beast.Quorum.Storage.Tests.Support;

/// <summary>Cache files as ZFS packs them, as far as beastq looks at them, and a directory for them.</summary>
internal sealed class CacheFiles : IDisposable
{
    public const ulong Guid = 3443249971426090515;

    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("beastq-cache");

    public string StateDirectory => directory.FullName;

    public PoolCacheStore Store => new(StateDirectory);

    /// <summary>The pairs <c>name</c> and <c>pool_guid</c> of one pool, in XDR.</summary>
    public static byte[] Xdr(string pool = "beast", ulong guid = Guid)
    {
        var bytes = new List<byte>([1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
        Pair(bytes, "name", 9, [.. Word(pool.Length), .. Padded(pool)]);
        byte[] value = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(value, guid);
        Pair(bytes, "pool_guid", 8, value);
        return [.. bytes, 0, 0, 0, 0, 0, 0, 0, 0];
    }

    /// <summary>The same in the form of a little-endian machine.</summary>
    public static byte[] Native(string pool = "beast", ulong guid = Guid)
    {
        byte[] value = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(value, guid);
        return
        [
            0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, .. Encoding.ASCII.GetBytes("name\0\0\0\0" + pool + "\0\0\0"),
            40, 0, 0, 0, 10, 0, 0, 0, 1, 0, 0, 0, 8, 0, 0, 0, .. "pool_guid\0\0\0\0\0\0\0"u8, .. value, 0, 0, 0, 0,
        ];
    }

    /// <summary>Keeps a cache file of pool beast, written by the other node.</summary>
    public void Keep(byte[]? content = null, string pool = "beast") => Store.Save(PoolCacheCodec.Make(
        pool, Guid, 1, ["/dev/ada1", "/dev/ada2", "/dev/ada3"], content ?? Xdr()));

    public void Dispose() => directory.Delete(recursive: true);

    private static void Pair(List<byte> bytes, string name, int type, byte[] value) => bytes.AddRange(
        [.. Word(64), .. Word(64), .. Word(name.Length), .. Padded(name), .. Word(type), .. Word(1), .. value]);

    private static byte[] Word(int value) =>
        [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];

    private static byte[] Padded(string text) =>
        [.. Encoding.ASCII.GetBytes(text.PadRight((text.Length + 3) / 4 * 4, '\0'))];
}
