using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Lab.Ctl;
using Beast.Quorum.Lab.Nodes;
using Beast.Quorum.Lab.Releases;

namespace Beast.Quorum.Lab.Runs;

/// <summary>A zvol and the LUN that shows it.</summary>
/// <param name="Id">Number of the LUN, the same on both nodes.</param>
/// <param name="Volume">Name of the zvol within its pool.</param>
internal sealed record LabLun(int Id, string Volume);

/// <summary>A group with one pool.</summary>
/// <param name="Name">Name of the group and of its pool.</param>
/// <param name="Guid">Id of the pool.</param>
/// <param name="Preferred">The node that serves it when both can.</param>
/// <param name="Disks">The disks of its mirror; the last is the log.</param>
/// <param name="Luns">What it serves.</param>
internal sealed record LabGroup(
    string Name, ulong Guid, int Preferred, IReadOnlyList<string> Disks, IReadOnlyList<LabLun> Luns)
{
    /// <summary>The device behind a LUN.</summary>
    public string Path(LabLun lun) => $"/dev/zvol/{Name}/{lun.Volume}";
}

/// <summary>What a pair serves.</summary>
internal sealed record LabLayout
{
    /// <summary>One group, served by the node-wide role.</summary>
    public static LabLayout One { get; } = new()
    {
        Groups = [new LabGroup(LabFiles.Pool, 3443249971426090515, 0, ["ada1", "ada2", "ada3"],
            [new LabLun(0, LabFiles.Volume)])],
    };

    /// <summary>A pool for each node, with two LUNs each; every LUN has its own role.</summary>
    public static LabLayout Two { get; } = new()
    {
        Profile = StorageProfile.CtlHaLun,
        Groups =
        [
            new LabGroup("pool-a", 4111093157822063191, 0, ["ada1", "ada2", "ada3"],
                [new LabLun(0, "a0"), new LabLun(1, "a1")]),
            new LabGroup("pool-b", 9322051160281447603, 1, ["ada4", "ada5", "ada6"],
                [new LabLun(4, "b0"), new LabLun(5, "b1")]),
        ],
    };

    public required IReadOnlyList<LabGroup> Groups { get; init; }

    /// <summary>How the groups are served.</summary>
    public StorageProfile Profile { get; init; } = StorageProfile.CtlHa;

    /// <summary>step_deadline of each group.</summary>
    public string StepDeadline { get; init; } = "30s";

    /// <summary>The numbers of all LUNs.</summary>
    public IEnumerable<int> LunIds => Groups.SelectMany(group => group.Luns).Select(lun => lun.Id);

    /// <summary>All LUNs, as the ctl.conf of a node lists them.</summary>
    public IReadOnlyList<LunConfiguration> LunsOf(int node) =>
        [.. Groups.SelectMany(group => group.Luns.Select(lun => Profile == StorageProfile.Arbitrator
            ? ArbitratorLayout.Lun(group, lun, node)
            : new LunConfiguration(lun.Id, group.Path(lun), LunConfiguration.DefaultTarget)))];

    /// <summary>What the hosts of this layout are, beside their names.</summary>
    public LabNodeOptions OptionsOf(int node, SystemRelease release, int portal)
    {
        LabNodeOptions options = new() { Release = release, Luns = LunsOf(node) };
        return Profile != StorageProfile.Arbitrator
            ? options
            : options with
            {
                IsSingle = true,
                IscsidEnabled = true,
                Sysctls = ArbitratorLayout.Sysctls,
                PortalPort = portal,
            };
    }
}
