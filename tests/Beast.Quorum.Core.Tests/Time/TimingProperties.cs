using Beast.Quorum.Core.Time;
using FsCheck;
using FsCheck.Fluent;

namespace Beast.Quorum.Core.Tests.Time;

public sealed class TimingProperties
{
    private static readonly Func<QuorumTiming, TimeSpan, QuorumTiming>[] Add =
    [
        (timing, more) => timing with { Heartbeat = timing.Heartbeat + more },
        (timing, more) => timing with { LongestCycle = timing.LongestCycle + more },
        (timing, more) => timing with { SettleLimit = timing.SettleLimit + more },
        (timing, more) => timing with { SuspectAfter = timing.SuspectAfter + more },
        (timing, more) => timing with { Lease = timing.Lease + more },
        (timing, more) => timing with { DemoteBudget = timing.DemoteBudget + more },
        (timing, more) => timing with { Watchdog = timing.Watchdog + more },
        (timing, more) => timing with { Margin = timing.Margin + more },
    ];

    [FsCheck.NUnit.Property(MaxTest = 500)]
    public Property The_fingerprint_differs_when_any_value_differs() => Prop.ForAll(
        Timings(),
        Gen.Choose(1, 10_000_000).ToArbitrary(),
        (timing, more) =>
        {
            ulong[] prints = [timing.Fingerprint, .. Add.Select(add => add(timing, new TimeSpan(more)).Fingerprint)];

            Assert.That(prints, Is.Unique);
        });

    [FsCheck.NUnit.Property(MaxTest = 500)]
    public Property The_peer_waits_longer_than_a_lease_on_the_slowest_clock_can_last() =>
        Prop.ForAll(Timings(), timing =>
        {
            // The owner's clock is 1 % slow, the waiter's 1 % fast: both in real time.
            double lease = timing.Lease.Ticks / (1 - QuorumTiming.Drift);
            double wait = timing.PeerWait(timing.Watchdog).Ticks / (1 + QuorumTiming.Drift);

            Assert.That(timing.PeerWait(timing.Watchdog), Is.GreaterThan(timing.Lease));
            Assert.That(wait, Is.GreaterThan(lease));
        });

    [FsCheck.NUnit.Property(MaxTest = 500)]
    public Property The_last_pat_runs_out_before_the_peer_may_start() => Prop.ForAll(Timings(), timing =>
    {
        // A pat is checked up to t+L-window, may land a whole period late if fine, and fires a period after that.
        TimeSpan watchdog = timing.Watchdog;
        TimeSpan lateness = timing.IsCoarse(watchdog) ? 2 * watchdog : watchdog;
        TimeSpan fires = timing.Lease - timing.PatWindow(watchdog) + lateness;

        Assert.That(timing.PeerWait(watchdog), Is.GreaterThan(fires));
    });

    [FsCheck.NUnit.Property(MaxTest = 500)]
    public Property Proved_timing_fences_only_an_owner_that_has_begun_to_demote() => Prop.ForAll(Timings(), timing =>
    {
        bool isProved = TimingProof.Violations(timing, timing.Watchdog).Count == 0;

        Assert.That(timing.FenceWait, Is.GreaterThan(timing.Lease - timing.DemoteBudget));
        Assert.That(!isProved || timing.SuspectAfter < timing.FenceWait, Is.True);
        Assert.That(!isProved || timing.ReadAge <= timing.SuspectAfter, Is.True);
    });

    private static Arbitrary<QuorumTiming> Timings() =>
        Gen.ArrayOf(Gen.Choose(1, 20_000).Select(value => TimeSpan.FromMilliseconds(value)), 8)
            .Select(spans => new QuorumTiming
            {
                Name = "custom",
                Heartbeat = spans[0],
                LongestCycle = spans[1],
                SettleLimit = spans[2],
                SuspectAfter = spans[3],
                DemoteBudget = spans[4],
                Lease = spans[4] + spans[5],
                Watchdog = spans[6],
                Margin = spans[7],
            })
            .ToArbitrary();
}
