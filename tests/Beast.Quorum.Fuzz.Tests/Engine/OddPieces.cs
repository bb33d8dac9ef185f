using System.Text;

namespace Beast.Quorum.Fuzz.Tests.Engine;

/// <summary>Pieces that readers have stumbled over before.</summary>
internal static class OddPieces
{
    /// <summary>Single bytes with a meaning in some format.</summary>
    public static IReadOnlyList<byte> Bytes { get; } =
        [0, 1, 0x7F, 0x80, 0xFE, 0xFF, .. "\n\r\t\"'\\<>&[]{}:;,#%*!|- 09/."u8];

    /// <summary>Longer ones: broken UTF-8, line ends, quotes, brackets, numbers.</summary>
    public static IReadOnlyList<byte[]> All { get; } =
    [
        [0], [0, 0, 0, 0], [0xFF, 0xFE], [0xEF, 0xBB, 0xBF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80],
        [0xE2, 0x80], [0xE2, 0x80, 0xA8], [0xC2, 0x85], [0xC2, 0xA0], [0x1B, (byte)'[', (byte)'2', (byte)'J'],
        .. new[]
        {
            "\n", "\r\n", "\n\n", "\t", " ", "\r", "\"", "'", "\\", "\\u0000", "\\ud800", "[", "]", "{", "}",
            "[[[[[[[[", "{\"a\":", "<", ">", "</", "<a>", "&amp;", "&#0;", "&#xD800;", "&x;", "<![CDATA[", "]]>",
            "<!--", "<!DOCTYPE a>", "<?xml version=\"1.1\" encoding=\"utf-16\"?>", "null", "true", "false", "0", "-1",
            "1e999", "NaN", "Infinity", "-0", "00", "0x10", "2147483648", "18446744073709551616",
            "99999999999999999999999999", "no pools available", "%s%n", "../../", "$(reboot)", "`", "&a ", "*a",
            "!!int ", "|\n", ">\n", "---\n", "...\n", "? ", "- ", ": ", "#", "\u202e", "é", "𝟙", "İ",
        }.Select(Encoding.UTF8.GetBytes),
    ];
}
