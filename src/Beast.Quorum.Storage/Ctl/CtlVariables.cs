namespace Beast.Quorum.Storage.Ctl;

/// <summary>The sysctl variables of CTL's high availability and their values (sys/cam/ctl/ctl.c).</summary>
public static class CtlVariables
{
    /// <summary>The node-wide role: 0 primary, 1 secondary.</summary>
    public const string Role = "kern.cam.ctl.ha_role";

    /// <summary>Address that the HA link listens on or connects to. Exists only if <c>ha_id</c> is 1 or 2.</summary>
    public const string Peer = "kern.cam.ctl.ha_peer";

    /// <summary>State of the HA link: 0 not configured, 1 not established, 2 online.</summary>
    public const string Link = "kern.cam.ctl.ha_link";

    /// <summary>Value of <see cref="Role"/> for a primary.</summary>
    public const string Primary = "0";

    /// <summary>Value of <see cref="Role"/> for a secondary.</summary>
    public const string Secondary = "1";

    /// <summary>Value of <see cref="Link"/> for a link that is up.</summary>
    public const string LinkUp = "2";
}
