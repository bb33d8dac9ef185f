using Beast.Quorum.Lab.Ctl;

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

    /// <summary>The portal's port; 0 takes a free one at every boot.</summary>
    public int PortalPort { get; init; }
}
