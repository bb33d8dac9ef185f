using Beast.Quorum.Storage.Targets;
using Beast.Quorum.Storage.Zfs;

namespace Beast.Quorum.Storage.Inspection;

/// <summary>How deep an inspection looks.</summary>
public enum InspectionDepth
{
    /// <summary>Pools and role only: what decides at a start, and on a standby.</summary>
    Ownership,

    /// <summary>Also LUNs, ctld and the HA link: what makes up the service's health.</summary>
    Service,
}

/// <summary>What the system itself says about a group on this node.</summary>
public sealed record GroupInspection
{
    /// <summary>
    /// The group as a whole: read-write if any pool is or its <c>serving</c> command says so, else unknown if
    /// anything could not be told, else read-only if any pool is, else no.
    /// </summary>
    public required ImportState Imported { get; init; }

    /// <summary>Each pool of the group.</summary>
    public IReadOnlyDictionary<string, ImportState> Pools { get; init; } = new Dictionary<string, ImportState>();

    /// <summary>Health of each imported pool, in ZFS's words.</summary>
    public IReadOnlyDictionary<string, string> Health { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Whether this node is primary, for every LUN of the group; null if it could not be told, or the profile has no
    /// role.
    /// </summary>
    public bool? Primary { get; init; }

    /// <summary>Whether this node is primary for each LUN, where each has a role.</summary>
    public IReadOnlyDictionary<int, bool> LunRoles { get; init; } = new Dictionary<int, bool>();

    /// <summary>Whether an owner's gmultipath device uses the local volume; null on a standby or unknown.</summary>
    public bool? LocalPathActive { get; init; }

    /// <summary>Whether a standby's gmultipath device uses the peer's disk; null on an owner or unknown.</summary>
    public bool? PeerPathActive { get; init; }

    /// <summary>Whether each LUN is ready; empty unless this node is primary.</summary>
    public IReadOnlyDictionary<int, bool> Luns { get; init; } = new Dictionary<int, bool>();

    /// <summary>Whether ctld runs.</summary>
    public TargetDaemonState TargetDaemon { get; init; }

    /// <summary>The HA link: 0 not configured, 1 not established, 2 online; null if it could not be told.</summary>
    public int? Link { get; init; }

    /// <summary>What is wrong or could not be told, one line each, with what to do.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];
}
