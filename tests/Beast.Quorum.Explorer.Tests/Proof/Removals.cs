using Beast.Quorum.Explorer.Tests.Model;

namespace Beast.Quorum.Explorer.Tests.Proof;

/// <summary>
/// Each rule, and a small world in which its absence shows. Two of them are only missed together with the time limit
/// of own: a claimant that is late for less than that can do no harm even without them.
/// </summary>
internal static class Removals
{
    private const Beginning Owner = Beginning.OwnerAndStandby;
    private const Beginning Vacant = Beginning.TwoStandbys;

    public static IReadOnlyDictionary<Rule, Setup> All { get; } = new Dictionary<Rule, Setup>
    {
        [Rule.WaitExceedsLease] = World(Fault.Pause, 1, 3, Owner) with { Slips = 1 },
        [Rule.WaitHasMargin] = World(Fault.Restart, 1, 3, Owner) with { Slips = 1, Interlink = true },
        [Rule.OwnIsReadBack | Rule.OwnTimesOut] = World(Fault.Pause | Fault.PowerLoss, 2, 4, Owner),
        [Rule.LifeWithdrawsOwn | Rule.OwnTimesOut] = World(Fault.Pause | Fault.PowerLoss, 2, 4, Owner),
        [Rule.ReadsAreConclusive] = World(Fault.Blind, 1, 4, Beginning.All),
        [Rule.RenewFromSendTime] =
            World(Fault.Cut | Fault.Hang, 2, 3, Owner) with { Watchdog = false, Interlink = true },
        [Rule.RenewFromPreviousCycle] = World(Fault.Hang, 1, 3, Owner) with { Watchdog = false, Slips = 1, Hides = 1 },
        [Rule.PatOnlyInWindow] = World(Fault.Pause | Fault.Hang, 2, 3, Owner) with { Slips = 1 },
        [Rule.PatWindowIsTwice] = World(Fault.Pause | Fault.Hang, 2, 3, Owner) with { Slips = 1 },
        [Rule.ArmFirst] = World(Fault.Pause, 1, 4, Beginning.All),
        [Rule.CheckLeaseAtStart] = World(Fault.Pause, 1, 4, Beginning.All),
        [Rule.ArmedWithinLease] = World(Fault.Pause, 2, 4, Vacant) with { Slips = 1 },
        [Rule.SelfFence] = World(Fault.Hang, 1, 3, Owner) with { Watchdog = false },
        [Rule.AdoptPublishesOwn] = World(Fault.Kill, 1, 3, Owner) with { Slips = 1 },
        [Rule.RestartArmed] = World(Fault.Restart, 1, 3, Owner),
        [Rule.StoppingCounts] = World(Fault.Restart, 1, 3, Owner),
        [Rule.StoppingUntilAdopted] = World(Fault.Restart | Fault.Kill, 2, 3, Owner) with { Slips = 1 },
        [Rule.WaitFromFirstRead] = World(Fault.Blind | Fault.Hang, 2, 3, Beginning.OwnerAndStarting),
        [Rule.ClaimAboveSeen] = World(Fault.PowerLoss, 1, 4, Beginning.All),
        [Rule.ReleasedAfterAbsence] = World(Fault.Hang, 1, 3, Owner) with { Interlink = true },
        [Rule.OnlyHigherSequenceIsFresh] = World(Fault.Cut | Fault.Hang, 2, 4, Vacant) with { Interlink = true },
        [Rule.OvertakenWithdraws] = World(Fault.Hang | Fault.PowerLoss, 2, 4, Vacant),
    };

    // Without drift, bad blocks and interlink, unless the case says otherwise.
    private static Setup World(Fault kinds, int faults, int highestEpoch, Beginning beginnings) => new()
    {
        Kinds = kinds,
        Faults = faults,
        HighestEpoch = highestEpoch,
        Beginnings = beginnings,
        Slips = 0,
        Hides = 0,
        Interlink = false,
    };
}
