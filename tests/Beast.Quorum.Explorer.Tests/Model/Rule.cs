namespace Beast.Quorum.Explorer.Tests.Model;

/// <summary>
/// The rules that can be taken out, each named by what it demands. Not here, because without a fencing device the full
/// wait covers for them and this model finds nothing without them: write before read, a claim stops renewals, only a
/// running lease renews, a write counts only if it is current, epochs by parity.
/// </summary>
[Flags]
internal enum Rule
{
    None = 0,

    /// <summary>P exceeds L by the drift of the clocks and the margin; without it P = L.</summary>
    WaitExceedsLease = 1 << 0,

    /// <summary>P has the margin for the reset; without it P = L and the drift.</summary>
    WaitHasMargin = 1 << 1,

    /// <summary>Each own write is followed by a read that must agree.</summary>
    OwnIsReadBack = 1 << 2,

    /// <summary>A sign of life of an owner, while own is published, withdraws.</summary>
    LifeWithdrawsOwn = 1 << 3,

    /// <summary>A read with unreadable blocks is no proof of silence.</summary>
    ReadsAreConclusive = 1 << 4,

    /// <summary>An acknowledgement renews from the send time.</summary>
    RenewFromSendTime = 1 << 5,

    /// <summary>A cycle renews from the start of the previous written cycle.</summary>
    RenewFromPreviousCycle = 1 << 6,

    /// <summary>The watchdog is patted only within its window.</summary>
    PatOnlyInWindow = 1 << 7,

    /// <summary>The pat window ends at t + L - 2W; without it at t + L - W.</summary>
    PatWindowIsTwice = 1 << 8,

    /// <summary>The watchdog is armed before the first command.</summary>
    ArmFirst = 1 << 9,

    /// <summary>The lease is looked at when the first command starts.</summary>
    CheckLeaseAtStart = 1 << 10,

    /// <summary>The first command starts only if the watchdog would fire within the lease.</summary>
    ArmedWithinLease = 1 << 11,

    /// <summary>At t + L an owner resets its host.</summary>
    SelfFence = 1 << 12,

    /// <summary>A daemon that finds the group imported publishes own.</summary>
    AdoptPublishesOwn = 1 << 13,

    /// <summary>The watchdog stays armed over a planned restart.</summary>
    RestartArmed = 1 << 14,

    /// <summary>Silence counts from D later while the peer's newest record carries stopping.</summary>
    StoppingCounts = 1 << 15,

    /// <summary>The new daemon carries stopping until the watchdog is short again.</summary>
    StoppingUntilAdopted = 1 << 16,

    /// <summary>Waits run from the first read of the peer's ring, not from the start.</summary>
    WaitFromFirstRead = 1 << 17,

    /// <summary>A claim is higher than every epoch seen; without it higher than one's own last.</summary>
    ClaimAboveSeen = 1 << 18,

    /// <summary>Released is published after the pool's absence was checked.</summary>
    ReleasedAfterAbsence = 1 << 19,

    /// <summary>Only a higher sequence is fresh.</summary>
    OnlyHigherSequenceIsFresh = 1 << 20,

    /// <summary>A claimant that sees that a higher epoch was owned withdraws, even if it is given up.</summary>
    OvertakenWithdraws = 1 << 21,

    /// <summary>An own that is not confirmed within 2s is withdrawn.</summary>
    OwnTimesOut = 1 << 22,

    All = (1 << 23) - 1,
}
