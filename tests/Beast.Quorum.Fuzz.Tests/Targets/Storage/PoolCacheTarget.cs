using System.Text;
using Beast.Quorum.Fuzz.Tests.Engine;
using Beast.Quorum.Storage.ImportCache;

namespace Beast.Quorum.Fuzz.Tests.Targets.Storage;

/// <summary>A pool's cache file as the peer sends it: whole and of one pool, or refused.</summary>
internal sealed class PoolCacheTarget : FuzzTarget
{
    private static readonly byte[] Content =
        [1, 1, 0, 0, .. "name\0\0\0\0beast\0\0\0pool_guid\0\0\0"u8, 0, 0, 0, 8, 0, 0, 0, 1, 1, 2, 3, 4, 5, 6, 7, 8];

    public override string Name => "pool-cache";

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        PoolCacheCodec.Encode(PoolCacheCodec.Make("beast", 0x0102030405060708, 1, ["/dev/ada1", "/dev/da0"], Content)),
        PoolCacheCodec.Encode(PoolCacheCodec.Make("beast", 0x0102030405060708, 0, [], Content)),
    ];

    public override IReadOnlyList<string> Words =>
        ["beastq pool cache 1\n", "device /dev/", "length 0\n", "\n\n", "pool_guid", "guid 18446744073709551615\n"];

    public override (long Base, long PerByte) Memory => (256 * 1024, 160);

    public override Depth Run(byte[] input)
    {
        _ = PoolCacheCodec.TryDecodeHeader(input, out PoolCacheHeader header);
        Must(header.Devices.All(device => device.StartsWith('/') && !device.Contains(' ', StringComparison.Ordinal)),
            "a device that is no path");
        if (!PoolCacheCodec.TryDecode(input, out PoolCache cache))
        {
            Must(cache.Content.Length == 0, "content of a file that was not taken");
            return Encoding.Latin1.GetString(input).Contains("beastq pool cache", StringComparison.Ordinal)
                ? Depth.Looked
                : Depth.Refused;
        }

        Must(cache.Content.Length == cache.Header.Length, "another length");
        Must(PoolCacheCodec.Encode(cache).AsSpan().SequenceEqual(input), "another reading");
        Must(PoolCacheContent.IsOf(cache.Content, cache.Header.Pool, cache.Header.Guid), "another pool");
        return Depth.Accepted;
    }
}
