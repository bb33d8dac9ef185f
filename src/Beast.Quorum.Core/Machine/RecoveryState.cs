using Beast.Quorum.Core.Plans;
using Beast.Quorum.Core.Recovery;
using Beast.Quorum.Core.Time;

namespace Beast.Quorum.Core.Machine;

/// <summary>
/// The recovery of a group that was taken over from a node that failed. The rules are in <see cref="RecoveryRules"/>.
/// Sets of pools are masks: bit n is the group's pool n.
/// </summary>
internal sealed class RecoveryState
{
    /// <summary>The epoch of the takeover whose recovery is unfinished; 0 if none is.</summary>
    public uint Epoch { get; set; }

    /// <summary>Pools that showed damage since.</summary>
    public ulong Damaged { get; set; }

    /// <summary>Pools of which a scrub was begun since.</summary>
    public ulong Begun { get; set; }

    /// <summary>Pools of which that scrub has finished.</summary>
    public ulong Scrubbed { get; set; }

    /// <summary>What the last look found; null before the first of this ownership.</summary>
    public IReadOnlyList<PoolFinding>? Findings { get; set; }

    public Instant ReadAt { get; set; } = Instant.Never;

    /// <summary>What was reported last, so that nothing is told twice.</summary>
    public RecoveryStage Reported { get; set; }

    public bool DamageReported { get; set; }

    /// <summary>Order to answer when the pools have been read; 0 for none.</summary>
    public long LookOrder { get; set; }

    public RecoverySteps Steps { get; } = new();

    /// <summary>The group was given up while its recovery was unfinished.</summary>
    public bool LeftUnfinished { get; set; }

    /// <summary>What the peer is told, so that it goes on where this node stopped.</summary>
    public bool IsUnfinished => Epoch != 0 || LeftUnfinished;

    /// <summary>Whether looks must read the pools' errors too.</summary>
    public bool WantsErrors => Epoch != 0 || LookOrder != 0;

    public void Reset(uint epoch)
    {
        Epoch = epoch;
        LeftUnfinished = false;
        Damaged = 0;
        Begun = 0;
        Scrubbed = 0;
        Findings = null;
        ReadAt = Instant.Never;
        Reported = RecoveryStage.None;
        DamageReported = false;
    }
}

/// <summary>Steps that an operator ordered for a recovery: one for each pool, side by side.</summary>
internal sealed class RecoverySteps
{
    /// <summary>Names them; 0 if none are under way.</summary>
    public long Token { get; set; }

    public StepKind Kind { get; set; }

    /// <summary>Positions of the pools whose step has not ended.</summary>
    public List<int> Outstanding { get; } = [];

    public Instant Latest { get; set; } = Instant.Never;

    /// <summary>Order to answer when all have ended.</summary>
    public long Order { get; set; }

    public List<string> Failures { get; } = [];
}
