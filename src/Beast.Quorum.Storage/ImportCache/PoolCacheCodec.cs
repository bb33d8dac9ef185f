using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Beast.Quorum.Storage.Zfs;

namespace Beast.Quorum.Storage.ImportCache;

/// <summary>
/// The form of a pool's cache file between nodes and on disk: lines of text, an empty line, and on the wire the file
/// itself. Reads all of it or nothing.
/// </summary>
public static class PoolCacheCodec
{
    /// <summary>Longest header, in bytes.</summary>
    public const int LongestHeader = 512 * 1024;

    private const string Title = "beastq pool cache 1";

    /// <summary>Puts a cache file together with what is known about it.</summary>
    public static PoolCache Make(string pool, ulong guid, int node, IReadOnlyList<string> devices, byte[] content) =>
        new(new PoolCacheHeader(pool, guid, node, Hash(content), content.Length, devices), content);

    /// <summary>The header alone, as it is kept beside the file.</summary>
    public static byte[] EncodeHeader(PoolCacheHeader header)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Title}\npool {header.Pool}\nguid {header.Guid}\n");
        text.Append(CultureInfo.InvariantCulture, $"node {header.Node}\nsha256 {header.Sha256}\n");
        text.Append(CultureInfo.InvariantCulture, $"length {header.Length}\n");
        foreach (string device in header.Devices)
        {
            text.Append(CultureInfo.InvariantCulture, $"device {device}\n");
        }

        return Encoding.UTF8.GetBytes(text.Append('\n').ToString());
    }

    /// <summary>Header and file, as they go to the peer.</summary>
    public static byte[] Encode(PoolCache cache) => [.. EncodeHeader(cache.Header), .. cache.Content];

    /// <summary>Reads a header that has nothing behind it.</summary>
    public static bool TryDecodeHeader(ReadOnlySpan<byte> bytes, out PoolCacheHeader header) =>
        TryDecodeHeader(bytes, out header, out int length) && length == bytes.Length;

    /// <summary>Reads header and file, and checks that they belong together and are those of one pool.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, out PoolCache cache)
    {
        cache = new PoolCache(Nothing, []);
        if (!TryDecodeHeader(bytes, out PoolCacheHeader header, out int length))
        {
            return false;
        }

        var found = new PoolCache(header, bytes[length..].ToArray());
        bool whole = IsWhole(found);
        cache = whole ? found : cache;
        return whole;
    }

    /// <summary>Whether length, hash, name and guid are those of the header.</summary>
    public static bool IsWhole(PoolCache cache) =>
        cache.Content.Length == cache.Header.Length
        && Hash(cache.Content) == cache.Header.Sha256
        && PoolCacheContent.IsOf(cache.Content, cache.Header.Pool, cache.Header.Guid);

    private static PoolCacheHeader Nothing => new("", 0, 0, "", 0, []);

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private static bool TryDecodeHeader(ReadOnlySpan<byte> bytes, out PoolCacheHeader header, out int length)
    {
        header = Nothing;
        int end = bytes[..Math.Min(bytes.Length, LongestHeader)].IndexOf("\n\n"u8);
        length = end + 2;
        if (end < 0)
        {
            return false;
        }

        string[] lines = Encoding.UTF8.GetString(bytes[..end]).Split('\n');
        string[] keys = ["", "pool ", "guid ", "node ", "sha256 ", "length "];
        if (lines.Length < keys.Length || lines.Length > keys.Length + PoolTable.MostNames || lines[0] != Title)
        {
            return false;
        }

        for (int line = 1; line < lines.Length; line++)
        {
            string key = line < keys.Length ? keys[line] : "device ";
            if (!lines[line].StartsWith(key, StringComparison.Ordinal))
            {
                return false;
            }

            lines[line] = lines[line][key.Length..];
        }

        return TryRead(lines, out header);
    }

    private static bool TryRead(string[] values, out PoolCacheHeader header)
    {
        header = Nothing;
        string[] devices = values[6..];
        bool taken = PoolList.IsName(values[1])
            && IsNumber(values[2]) && ulong.TryParse(values[2], NumberStyles.None, CultureInfo.InvariantCulture, out _)
            && values[3] is "0" or "1"
            && values[4].Length == 64 && Array.TrueForAll(values[4].ToCharArray(), char.IsAsciiHexDigitLower)
            && IsNumber(values[5]) && values[5].Length <= 7
            && Array.TrueForAll(devices, PoolTable.IsDevicePath);
        if (taken)
        {
            header = new PoolCacheHeader(
                values[1], ulong.Parse(values[2], CultureInfo.InvariantCulture), values[3][0] - '0', values[4],
                int.Parse(values[5], CultureInfo.InvariantCulture), devices);
        }

        return taken;
    }

    // One form for each number, so that what was read is written as it was.
    private static bool IsNumber(string text) =>
        text == "0" || (text.Length > 0 && text[0] != '0' && text.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0);
}
