using System.Globalization;
using System.Net;

namespace Beast.Quorum.Lab.Ctl;

/// <summary>
/// The value of <c>kern.cam.ctl.ha_peer</c>: <c>connect A.B.C.D[:port]</c> or <c>listen A.B.C.D[:port]</c>. Like the
/// kernel it takes any four numbers and any port; such an address simply never connects.
/// </summary>
internal sealed record HaPeerAddress(bool Listen, IPEndPoint? EndPoint)
{
    private const int DefaultPort = 999;

    internal static HaPeerAddress? Parse(string text)
    {
        bool listen = text.StartsWith("listen ", StringComparison.Ordinal);
        if (!listen && !text.StartsWith("connect ", StringComparison.Ordinal))
        {
            return null;
        }

        string address = text[(listen ? 7 : 8)..];
        int colon = address.IndexOf(':', StringComparison.Ordinal);
        long port = DefaultPort;
        if (colon >= 0)
        {
            if (!long.TryParse(address[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out port))
            {
                return null;
            }

            address = address[..colon];
        }

        string[] parts = address.Split('.');
        if (parts.Length != 4 || !Array.TrueForAll(parts,
            part => long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
        {
            return null;
        }

        // Number by number, because the runtime's own reader takes 010 for eight and refuses 068.
        bool usable = port is > 0 and < 65536 && Array.TrueForAll(parts, part => IsByte(part, out _));
        return new HaPeerAddress(listen, usable ? new IPEndPoint(Address(parts), (int)port) : null);
    }

    private static IPAddress Address(string[] parts) =>
        new(Array.ConvertAll(parts, part => IsByte(part, out byte value) ? value : (byte)0));

    private static bool IsByte(string part, out byte value) =>
        byte.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
