using Beast.Quorum.Core.Time;

namespace Beast.Quorum.Core.Tests.Time;

public sealed class TimingProofTests
{
    // All values in a shape where each inequality can be broken alone: nothing else is near its limit.
    private static readonly QuorumTiming Roomy = new()
    {
        Name = "custom",
        Heartbeat = Ms(100),
        LongestCycle = Ms(400),
        SettleLimit = Ms(1000),
        SuspectAfter = Ms(2000),
        Lease = Ms(10_000),
        DemoteBudget = Ms(2000),
        Watchdog = Ms(1000),
        Margin = Ms(500),
    };

    [TestCaseSource(typeof(TimingPresets), nameof(TimingPresets.All))]
    public void Every_preset_is_proved_with_its_own_watchdog_and_without_one(QuorumTiming preset)
    {
        Assert.That(TimingProof.Violations(preset, preset.Watchdog), Is.Empty);
        Assert.That(TimingProof.Violations(preset, TimeSpan.Zero), Is.Empty);
    }

    [Test]
    public void The_starting_point_of_these_tests_is_proved() =>
        Assert.That(TimingProof.Violations(Roomy, Roomy.Watchdog), Is.Empty);

    [TestCaseSource(nameof(Broken))]
    public void An_inequality_that_alone_does_not_hold_is_named_with_its_numbers(QuorumTiming timing, string message) =>
        Assert.That(TimingProof.Violations(timing, Ms(1000)), Is.EqualTo(new[] { message }));

    [TestCaseSource(nameof(AtTheLimit))]
    public void A_value_at_its_limit_is_still_allowed(QuorumTiming timing) =>
        Assert.That(TimingProof.Violations(timing, Ms(1000)), Is.Empty);

    [Test]
    public void Three_cycles_must_fit_before_demotion_begins()
    {
        // Implied by the stricter rule on settle_limit, so it never fails alone.
        QuorumTiming slow = Roomy with { LongestCycle = Ms(2700), SettleLimit = Ms(5400), SuspectAfter = Ms(3000) };

        string[] expected =
        [
            "3 x longest_cycle <= lease - demote_budget must hold, but 8.1 s against 8 s does not",
            "settle_limit + 3 x longest_cycle < lease - demote_budget must hold, but 13.5 s against 8 s does not",
        ];
        Assert.That(TimingProof.Violations(slow, TimeSpan.Zero), Is.EqualTo(expected));
    }

    [Test]
    public void A_coarse_watchdog_must_fit_into_the_lease_once()
    {
        TimeSpan fits = Ms(10_000 - 2 * 400 - 100);
        Assert.That(Roomy.IsCoarse(fits), Is.True);
        Assert.That(TimingProof.Violations(Roomy, fits), Is.Empty);
        string[] expected =
        [
            "watchdog + 2 x longest_cycle + heartbeat <= lease must hold, but 10.001 s against 10 s does not",
        ];
        Assert.That(TimingProof.Violations(Roomy, fits + Ms(1)), Is.EqualTo(expected));
    }

    [TestCase(250, "250 ms")]
    [TestCase(0, "0 ms")]
    [TestCase(1000, "1 s")]
    [TestCase(-2500, "-2.5 s")]
    [TestCase(1073.7419, "1.074 s")]
    public void Durations_are_shown_as_people_read_them(double milliseconds, string shown) =>
        Assert.That(TimingProof.Show(TimeSpan.FromMilliseconds(milliseconds)), Is.EqualTo(shown));

    private static IEnumerable<TestCaseData> Broken()
    {
        yield return Case(
            Roomy with { SuspectAfter = Ms(599) },
            "longest_cycle + 2 x heartbeat <= suspect_after must hold, but 600 ms against 599 ms does not");
        yield return Case(
            Roomy with { SuspectAfter = Ms(7900) },
            "suspect_after < lease - demote_budget - heartbeat must hold, but 7.9 s against 7.9 s does not");
        yield return Case(
            Roomy with { DemoteBudget = Ms(199) },
            "demote_budget >= 2 x heartbeat must hold, but 199 ms against 200 ms does not");
        yield return Case(
            Roomy with { LongestCycle = Ms(50), SettleLimit = Ms(200) },
            "2 x heartbeat < settle_limit must hold, but 200 ms against 200 ms does not");
        yield return Case(
            Roomy with { SettleLimit = Ms(799) },
            "2 x longest_cycle <= settle_limit must hold, but 800 ms against 799 ms does not");
        yield return Case(
            Roomy with { SettleLimit = Ms(6800) },
            "settle_limit + 3 x longest_cycle < lease - demote_budget must hold, but 8 s against 8 s does not");
        yield return Case(Roomy with { Margin = TimeSpan.Zero }, "margin must be longer than zero, but is 0 ms");
        yield return Case(
            Roomy with { Heartbeat = TimeSpan.Zero },
            "heartbeat must be longer than zero, but is 0 ms");
        yield return Case(
            Roomy with { LongestCycle = Ms(-1) },
            "longest_cycle must be longer than zero, but is -1 ms");

        static TestCaseData Case(QuorumTiming timing, string message) =>
            new TestCaseData(timing, message).SetArgDisplayNames(message);
    }

    private static IEnumerable<QuorumTiming> AtTheLimit()
    {
        yield return Roomy with { SuspectAfter = Ms(600) };
        yield return Roomy with { SuspectAfter = Ms(7899) };
        yield return Roomy with { DemoteBudget = Ms(200) };
        yield return Roomy with { LongestCycle = Ms(50), SettleLimit = Ms(201) };
        yield return Roomy with { SettleLimit = Ms(800) };
        yield return Roomy with { SettleLimit = Ms(6799) };
    }

    private static TimeSpan Ms(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
