using System.Globalization;

namespace Beast.Quorum.Core.Configuration.Rules;

/// <summary>
/// An IP address and a port as they stand in the configuration, read by hand because Core knows no sockets.
/// </summary>
/// <param name="IsIPv6">The family.</param>
/// <param name="Address">The address in one spelling, so that equal addresses are equal texts.</param>
/// <param name="Port">The port, 1 to 65535.</param>
internal sealed record Endpoint(bool IsIPv6, string Address, int Port)
{
    public const string Allowed = "allowed: an address and a port, 192.168.56.103:7410 or [fd00::1]:7410";

    /// <summary>Reads <c>A.B.C.D:PORT</c> or <c>[IPv6]:PORT</c>; null if it is neither.</summary>
    public static Endpoint? Parse(string text)
    {
        int colon = text.LastIndexOf(':');
        if (colon <= 0 || ParsePort(text[(colon + 1)..]) is not int port)
        {
            return null;
        }

        string host = text[..colon];
        if (host[0] == '[' && host[^1] == ']')
        {
            return IPv6(host[1..^1]) is string six ? new Endpoint(true, six, port) : null;
        }

        return IsIPv4(host) ? new Endpoint(false, host, port) : null;
    }

    /// <summary>Whether one host, and not none or many, has this address.</summary>
    public bool IsUnicast => IsIPv6
        ? Address != "0:0:0:0:0:0:0:0"
            && !(Address.StartsWith("ff", StringComparison.Ordinal) && Address.IndexOf(':') == 4)
        : Number(Address[..Address.IndexOf('.')], 255) is >= 1 and <= 223;

    /// <summary>
    /// Whether the text is four plain numbers up to 255, as ctl_ha and every other reader understands them.
    /// </summary>
    public static bool IsIPv4(string text)
    {
        string[] parts = text.Split('.');
        return parts.Length == 4 && parts.All(part => Number(part, 255) is not null);
    }

    /// <summary>A port from 1 to 65535, or null.</summary>
    public static int? ParsePort(string text) =>
        Number(text, ConfigurationBounds.Port.Most) is int port and >= 1 ? port : null;

    // No leading zeros: inet_aton reads 010 as eight.
    private static int? Number(string text, int most) =>
        text.Length is >= 1 and <= 5 && text.All(char.IsAsciiDigit) && (text.Length == 1 || text[0] != '0')
        && int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) is int value && value <= most
            ? value
            : null;

    // Eight groups of up to four hex digits, :: at most once; no zone and no dotted tail.
    private static string? IPv6(string text)
    {
        int gap = text.IndexOf("::", StringComparison.Ordinal);
        string[] head = Groups(gap < 0 ? text : text[..gap]);
        string[] tail = Groups(gap < 0 ? "" : text[(gap + 2)..]);
        int missing = 8 - head.Length - tail.Length;
        if ((gap < 0 ? missing != 0 : missing < 1) || !head.Concat(tail).All(IsHex))
        {
            return null;
        }

        return string.Join(':', head.Concat(Enumerable.Repeat("0", missing)).Concat(tail).Select(Plain));

        static string[] Groups(string part) => part.Length == 0 ? [] : part.Split(':');
        static bool IsHex(string group) => group.Length is >= 1 and <= 4 && group.All(char.IsAsciiHexDigit);
        static string Plain(string group) =>
            int.Parse(group, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
                .ToString("x", CultureInfo.InvariantCulture);
    }
}
