namespace Beast.Quorum.Core.Recovery;

/// <summary>Where the recovery after a takeover from a node that failed stands.</summary>
public enum RecoveryStage
{
    /// <summary>There is nothing to recover.</summary>
    None,

    /// <summary>The pools' errors were not read yet, or could not be.</summary>
    Unread,

    /// <summary>A scrub runs, or was paused.</summary>
    Scrubbing,

    /// <summary>There is damage, or a scrub that has to be finished.</summary>
    Needed,
}

/// <summary>The recovery of a group, for people and programs.</summary>
/// <param name="Stage">Where it stands.</param>
/// <param name="Scrubbed">Every pool whose scrub was begun since the takeover has been scrubbed to the end.</param>
/// <param name="Unfinished">What is unfinished, for which the group is kept here; empty if it may move.</param>
/// <param name="Age">How long ago the pools were read.</param>
/// <param name="Pools">What was read; empty before the first look.</param>
public sealed record RecoverySnapshot(
    RecoveryStage Stage, bool Scrubbed, string Unfinished, TimeSpan Age, IReadOnlyList<PoolFinding> Pools);

/// <summary>What an operator can order for a recovery.</summary>
public enum RecoveryAction
{
    /// <summary>Read the pools' errors now.</summary>
    Look,

    /// <summary>Start a scrub of every pool.</summary>
    Scrub,

    /// <summary>Clear the error counters of every pool; only after a scrub.</summary>
    Clear,

    /// <summary>End the recovery; with what is left of the damage only if that is accepted.</summary>
    End,
}
