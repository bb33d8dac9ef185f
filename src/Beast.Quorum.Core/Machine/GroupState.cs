using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Records;
using Beast.Quorum.Core.Time;

namespace Beast.Quorum.Core.Machine;

/// <summary>What the machine knows of one group.</summary>
internal sealed class GroupState(int index, GroupConfiguration configuration)
{
    public int Index { get; } = index;

    public GroupConfiguration Configuration { get; set; } = configuration;

    public string Name => Configuration.Name;

    public GroupPhase Phase { get; private set; }

    public Instant PhaseSince { get; private set; } = Instant.Never;

    /// <summary>None or Released: what a standby publishes, with its epoch.</summary>
    public GroupRole StandbyRole { get; set; } = GroupRole.None;

    public uint StandbyEpoch { get; set; }

    /// <summary>Epoch of the claim or ownership of this phase.</summary>
    public uint Epoch { get; set; }

    public uint HighestSeen { get; set; }

    public uint LastOwned { get; set; }

    /// <summary>Who is to own it next, as published; <see cref="GroupEntry.NoTarget"/> for nobody.</summary>
    public byte Target { get; set; } = GroupEntry.NoTarget;

    public ImportState Import { get; set; }

    /// <summary>A takeover failed here; no claim by itself.</summary>
    public bool FailedHere { get; set; }

    /// <summary>The rejoin plan went through: this node could take the group in a switchover.</summary>
    public bool Rejoined { get; set; }

    public Instant RejoinAt { get; set; } = Instant.Never;

    /// <summary>A standby's way to the owner's volume is gone; the rejoin plan runs once more.</summary>
    public bool PathLost { get; set; }

    /// <summary>How often it has run in vain since the way was last seen.</summary>
    public int PathTries { get; set; }

    public string Problem { get; set; } = "";

    public ClaimProgress Claim { get; } = new();

    public LeaseState Lease { get; } = new();

    public PlanRun Run { get; } = new();

    public ServiceWatch Service { get; } = new();

    public RecoveryState Recovery { get; } = new();

    /// <summary>Withdrawals in a row, and when the next claim may be made.</summary>
    public int Withdrawals { get; set; }

    public Instant WithdrawnAt { get; set; } = Instant.Never;

    public TimeSpan ClaimPause { get; set; }

    /// <summary>Since when the peer is alive and neither node holds or claims the group.</summary>
    public Instant VacantSince { get; set; } = Instant.Never;

    /// <summary>Since when the peer could take the group in a switchover.</summary>
    public Instant PeerReadySince { get; set; } = Instant.Never;

    /// <summary>When the group was last seen to change hands, newest first.</summary>
    public Instant[] Moves { get; } = [Instant.Never, Instant.Never, Instant.Never];

    public uint LastMoveEpoch { get; set; }

    /// <summary>Order to answer when the switchover under way has ended; 0 for none.</summary>
    public long PendingOrder { get; set; }

    /// <summary>The epoch that must be in the state file before it is claimed.</summary>
    public uint EpochToSave { get; set; }

    /// <summary>When a plan that failed is tried again.</summary>
    public Instant NextTry { get; set; } = Instant.Never;

    /// <summary>The running plan is the demotion itself, not what it interrupted.</summary>
    public bool DemotePlanRuns { get; set; }

    /// <summary>The demotion's plan has seen that the pools are gone.</summary>
    public bool GoneChecked { get; set; }

    public bool DemoteBecauseFailed { get; set; }

    public bool GivenUp { get; set; }

    /// <summary>
    /// Not seen whole since something may have left it half served: it was adopted from a daemon that may have died
    /// amid its takeover, or a command that gives it up ended after it was taken again.
    /// </summary>
    public bool Unproved { get; set; }

    /// <summary>The move under way is a handover because the group cannot be served here.</summary>
    public bool HandoverOfFailure { get; set; }

    /// <summary>A stop has tried once to hand the group over.</summary>
    public bool StopTried { get; set; }

    public bool RejoinReported { get; set; }

    /// <summary>When the watchdog was last armed for this term, and the lease that it was armed for.</summary>
    public Instant ArmedAt { get; set; } = Instant.Never;

    public Instant ArmedFor { get; set; } = Instant.Never;

    public GroupRole Role => Phase.Publishes(StandbyRole);

    public uint PublishedEpoch => Phase == GroupPhase.Standby ? StandbyEpoch : Epoch;

    public void Enter(GroupPhase phase, Instant now)
    {
        Phase = phase;
        PhaseSince = now;
        Service.Reset();
    }
}

/// <summary>How far a claim, and the ownership that follows it, has come.</summary>
internal sealed class ClaimProgress
{
    public Instant MadeAt { get; set; } = Instant.Never;

    /// <summary>Completed writes that carried the claim; two make it count.</summary>
    public int Writes { get; set; }

    public Instant SecondWriteAt { get; set; } = Instant.Never;

    /// <summary>Conclusive reads issued after the second write.</summary>
    public int ReadsAfter { get; set; }

    /// <summary>The newest of those reads showed the peer's role as none or released.</summary>
    public bool PeerVacant { get; set; }

    public bool Settled { get; set; }

    /// <summary>Cycles in a row that carried the ownership (or adoption) and confirmed it.</summary>
    public int OwnCycles { get; set; }

    /// <summary>Start of the first of them: the t of the first lease.</summary>
    public Instant OwnStart { get; set; } = Instant.Never;

    public void Reset(Instant madeAt)
    {
        MadeAt = madeAt;
        Writes = 0;
        SecondWriteAt = Instant.Never;
        ReadsAfter = 0;
        PeerVacant = false;
        Settled = false;
        OwnCycles = 0;
        OwnStart = Instant.Never;
    }
}

/// <summary>Looks at an owner's service.</summary>
internal sealed class ServiceWatch
{
    public bool Failed { get; set; }

    public int Failures { get; set; }

    /// <summary>What the last look found, be it harmless.</summary>
    public string Text { get; set; } = "";

    /// <summary>The last look could not see.</summary>
    public bool Blind { get; set; }

    public long Token { get; set; }

    public bool Looking { get; set; }

    public Instant NextLook { get; set; } = Instant.Never;

    /// <summary>A look that began in another phase says nothing about this one.</summary>
    public void Reset()
    {
        Failed = false;
        Failures = 0;
        Text = "";
        Blind = false;
        LookAnew(Instant.Never);
    }

    /// <summary>What a look under way will find is of before; the next one is due then.</summary>
    public void LookAnew(Instant due)
    {
        Looking = false;
        Token++;
        NextLook = due;
    }
}
