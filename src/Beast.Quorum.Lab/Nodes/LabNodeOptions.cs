using Beast.Quorum.Lab.Ctl;
using Beast.Quorum.Lab.Releases;

namespace Beast.Quorum.Lab.Nodes;

/// <summary>How a node's host is built.</summary>
public sealed record LabNodeOptions
{
    /// <summary>The LUNs that ctld creates.</summary>
    public IReadOnlyList<LunConfiguration> Luns { get; init; } =
        [new(0, "/dev/zvol/beast/v0", LunConfiguration.DefaultTarget)];

    /// <summary>0 none, 1 serialize, 2 forward: kern.cam.ctl.ha_mode.</summary>
    public int HaMode { get; init; } = 2;

    /// <summary>The HA link's keep-alive; a peer silent for six of them is gone. 10 ms to 60 s.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Whether ctld starts at boot (ctld_enable="YES").</summary>
    public bool CtldEnabled { get; init; } = true;

    /// <summary>Whether iscsid runs from boot on (iscsid_enable="YES").</summary>
    public bool IscsidEnabled { get; init; }

    /// <summary>kern.cam.ctl.ha_id=0: no HA, every LUN primary from the start.</summary>
    public bool IsSingle { get; init; }

    /// <summary>Lines of /etc/sysctl.conf.</summary>
    public IReadOnlyList<string> Sysctls { get; init; } = [];

    /// <summary>The portal's port; 0 takes a free one at every boot.</summary>
    public int PortalPort { get; init; }

    /// <summary>The FreeBSD that the host stands for.</summary>
    public SystemRelease Release { get; init; } = SystemRelease.Usual;

    /// <summary>
    /// vfs.zfs.multihost.interval; an import of a multihost pool waits for twenty of them. 1 s on a real system, so
    /// 20 s; here shorter.
    /// </summary>
    public TimeSpan MultihostInterval { get; init; } = TimeSpan.FromMilliseconds(20);
}
