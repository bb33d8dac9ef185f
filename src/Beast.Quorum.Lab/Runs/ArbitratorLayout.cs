using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Lab.Ctl;

namespace Beast.Quorum.Lab.Runs;

/// <summary>
/// The layout of "Adding ZFS to the FreeBSD dual-controller storage concept": each node is home of one pool. Its own
/// volume is a LUN of its public target for clients and of its private target for the other node, whose public LUN of
/// the same data lies on a gmultipath device over the private one. The number of a LUN tells whose data it is.
/// </summary>
internal static class ArbitratorLayout
{
    private const string PublicTarget = "iqn.2016-01.local.sss.public:target0";
    private const string PrivateTarget = "iqn.2016-01.local.sss.private:target0";

    /// <summary>A pool a node, each preferred at home.</summary>
    public static LabLayout Two { get; } = new()
    {
        Profile = StorageProfile.Arbitrator,
        Groups =
        [
            new LabGroup("ctrl-a_m0", 7204013561790345101, 0, ["ada1", "ada2", "da0"],
                [new LabLun(0, LabFiles.Volume)]),
            new LabGroup("ctrl-b_m0", 1148392070635581102, 1, ["ada3", "ada4", "da2"],
                [new LabLun(1, LabFiles.Volume)]),
        ],
    };

    /// <summary>
    /// Lines of /etc/sysctl.conf: a disk goes with its session, which is missed after 2 s instead of 5, and CTL may
    /// open what gmultipath holds.
    /// </summary>
    public static IReadOnlyList<string> Sysctls { get; } =
    [
        "kern.iscsi.fail_on_disconnection=1", "kern.iscsi.ping_timeout=2", "kern.geom.multipath.exclusive=0",
    ];

    /// <summary>Name of the gmultipath device of the other node's data.</summary>
    public static string Multipath(LabGroup group) => group.Preferred == 0 ? "CTRL_A_BACK" : "CTRL_B_BACK";

    public static LunConfiguration Lun(LabGroup group, LabLun lun, int node) => node == group.Preferred
        ? new LunConfiguration(lun.Id, group.Path(lun), PublicTarget) { OtherTargets = [PrivateTarget] }
        : new LunConfiguration(lun.Id, "/dev/multipath/" + Multipath(group), PublicTarget);

    /// <summary>The lines of a group's section in the configuration of a node.</summary>
    /// <param name="group">The group.</param>
    /// <param name="node">The node that is configured.</param>
    /// <param name="peerPortal">Where it reaches the other node's portal.</param>
    public static IEnumerable<string> Section(LabGroup group, int node, string peerPortal)
    {
        yield return "    arbitrator:";
        yield return $"      provider: {group.Path(group.Luns[0])}";
        if (node != group.Preferred)
        {
            yield return $"      multipath: {Multipath(group)}";
            yield return $"      portal: \"{peerPortal}\"";
            yield return $"      target: {PrivateTarget}";
        }
    }
}
