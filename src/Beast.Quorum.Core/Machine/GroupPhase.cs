using Beast.Quorum.Core.Records;

namespace Beast.Quorum.Core.Machine;

/// <summary>Where a node stands with a group.</summary>
public enum GroupPhase
{
    /// <summary>The pools were not looked at yet; nothing is published.</summary>
    Starting,

    /// <summary>
    /// A new cluster's pools are imported here by hand; they are exported before anything is published.
    /// </summary>
    ExportingFirst,

    /// <summary>Found imported; waiting for proof that it is still ours.</summary>
    Adopting,

    /// <summary>Holds nothing.</summary>
    Standby,

    /// <summary>Published a claim.</summary>
    Claiming,

    /// <summary>Published ownership; not confirmed yet.</summary>
    Confirming,

    /// <summary>Owns; the watchdog is being armed.</summary>
    Arming,

    /// <summary>Owns; the takeover plan runs.</summary>
    TakingOver,

    /// <summary>Owns and serves.</summary>
    Serving,

    /// <summary>Owns; the release plan of a switchover runs.</summary>
    Releasing,

    /// <summary>Owns; a failed release is undone.</summary>
    RollingBack,

    /// <summary>Owns; gives the group up whatever happens.</summary>
    Demoting,
}

/// <summary>Questions about phases.</summary>
public static class GroupPhases
{
    /// <summary>Whether a lease is held, or was not found to have ended yet.</summary>
    public static bool HoldsLease(this GroupPhase phase) => phase >= GroupPhase.Arming;

    /// <summary>Whether pools may be imported by commands of this daemon.</summary>
    public static bool MayBeImported(this GroupPhase phase) =>
        phase is GroupPhase.Adopting or >= GroupPhase.TakingOver;

    /// <summary>The role that is published in this phase; <paramref name="standby"/> is the standby's own.</summary>
    public static GroupRole Publishes(this GroupPhase phase, GroupRole standby) => phase switch
    {
        GroupPhase.Starting or GroupPhase.ExportingFirst => GroupRole.Unknown,
        GroupPhase.Standby => standby,
        GroupPhase.Claiming => GroupRole.Claim,
        GroupPhase.Releasing or GroupPhase.Demoting => GroupRole.Releasing,
        _ => GroupRole.Own,
    };
}
