using Beast.Quorum.Core.Time;

namespace Beast.Quorum.Core.Machine;

/// <summary>What the quorum device is doing for us.</summary>
internal enum DevicePhase
{
    /// <summary>Nothing was read yet.</summary>
    Unread,

    /// <summary>The own ring is being read.</summary>
    ReadingOwn,

    /// <summary>The peer's ring is being read for the first time, before anything is written.</summary>
    FirstLook,

    /// <summary>Between two cycles.</summary>
    Idle,

    /// <summary>The own register is being written.</summary>
    Writing,

    /// <summary>The peer's ring is being read.</summary>
    Reading,
}

/// <summary>The cycle on the quorum device: write my register, then read the peer's.</summary>
internal sealed class DeviceState
{
    public DevicePhase Phase { get; set; }

    public bool OwnRingKnown { get; set; }

    public bool OwnRingHasRecord { get; set; }

    public Instant NextCycle { get; set; } = Instant.Never;

    public bool CycleWanted { get; set; }

    public Instant CycleStart { get; set; } = Instant.Never;

    public Instant ReadIssuedAt { get; set; } = Instant.Never;

    public bool WriteOk { get; set; }

    public bool CycleStopping { get; set; }

    /// <summary>Writes issued, failed ones too; the block is this plus the base, mod 8.</summary>
    public long WritesIssued { get; set; }

    public int BaseBlock { get; set; }

    /// <summary>Writes of this incarnation that completed.</summary>
    public int WritesCompleted { get; set; }

    /// <summary>End of the last cycle whose write and read both succeeded.</summary>
    public Instant LastGoodCycle { get; set; } = Instant.Never;

    /// <summary>The last cycle took longer than c.</summary>
    public bool Slow { get; set; }

    public bool Lost { get; set; }

    public TimeSpan LastCycleTime { get; set; }

    public TimeSpan LongestRecentCycle { get; set; }

    public long Errors { get; set; }

    /// <summary>The newest conclusive read.</summary>
    public Instant ConclusiveIssuedAt { get; set; } = Instant.Never;

    public Instant ConclusiveEndedAt { get; set; } = Instant.Never;

    /// <summary>Since when no byte of the invalid blocks changed.</summary>
    public Instant InvalidSince { get; set; } = Instant.Never;

    public ulong InvalidHash { get; set; }

    public bool UnreadableReported { get; set; }
}
