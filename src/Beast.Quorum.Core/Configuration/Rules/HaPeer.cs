namespace Beast.Quorum.Core.Configuration.Rules;

/// <summary>The grammar of <c>kern.cam.ctl.ha_peer</c> (sys/cam/ctl/ctl_ha.c, ctl_ha_peer_sysctl).</summary>
internal static class HaPeer
{
    public const string Allowed =
        "allowed: listen A.B.C.D[:PORT] or connect A.B.C.D[:PORT], IPv4, one blank, port 999 unless given";

    /// <summary>
    /// Whether the kernel would take the text. It must, because anything else clears the setting and drops the link.
    /// </summary>
    public static bool IsValid(string text)
    {
        string[] words = text.Split(' ');
        if (words.Length != 2 || words[0] is not ("listen" or "connect"))
        {
            return false;
        }

        string[] parts = words[1].Split(':');
        return parts.Length is 1 or 2
            && Endpoint.IsIPv4(parts[0])
            && (parts.Length == 1 || Endpoint.ParsePort(parts[1]) is not null);
    }
}
