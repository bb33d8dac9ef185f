using Beast.Quorum.Core.Time;

namespace Beast.Quorum.Core.Tests.Time;

public sealed class QuorumTimingTests
{
    // The table of the design, in milliseconds.
    [TestCase("fast", 100, 350, 750, 1000, 3000, 1000, 1.07, 300, 3.4, 2.1)]
    [TestCase("balanced", 250, 650, 1400, 2000, 5000, 1500, 1.07, 500, 5.6, 3.8)]
    [TestCase("safe", 500, 1900, 4000, 6000, 15000, 5000, 4.29, 500, 15.8, 10.7)]
    [TestCase("bq-compat", 1000, 1100, 2400, 4000, 9000, 3000, 2.15, 500, 9.7, 7.1)]
    public void A_preset_has_the_values_of_the_table_and_waits_as_long_as_it_says(
        string name, int h, int c, int x, int s, int lease, int d, double watchdog, int mu, double wait, double fence)
    {
        QuorumTiming timing = TimingPresets.Find(name)!;
        TimeSpan[] values =
        [
            timing.Heartbeat, timing.LongestCycle, timing.SettleLimit, timing.SuspectAfter,
            timing.Lease, timing.DemoteBudget, timing.Margin,
        ];

        double[] expected = [h, c, x, s, lease, d, mu];
        Assert.That(values.Select(value => value.TotalMilliseconds), Is.EqualTo(expected));
        Assert.That(timing.Watchdog.TotalSeconds, Is.EqualTo(watchdog).Within(0.01));
        Assert.That(timing.IsCoarse(timing.Watchdog), Is.False);
        Assert.That(timing.PeerWait(timing.Watchdog).TotalSeconds, Is.EqualTo(wait).Within(0.05));
        Assert.That(timing.FenceWait.TotalSeconds, Is.EqualTo(fence).Within(0.05));
    }

    [Test]
    public void Presets_are_found_by_name_and_nothing_else_is()
    {
        Assert.That(TimingPresets.All.Select(preset => TimingPresets.Find(preset.Name)), Is.EqualTo(TimingPresets.All));
        Assert.That(TimingPresets.Find("custom"), Is.Null);
        Assert.That(TimingPresets.Find(""), Is.Null);
    }

    [Test]
    public void A_coarse_watchdog_narrows_the_pat_window_and_lengthens_the_wait()
    {
        QuorumTiming timing = TimingPresets.Balanced;
        TimeSpan coarse = TimingPresets.WatchdogPeriod(31);

        Assert.That(timing.IsCoarse(coarse), Is.True);
        Assert.That(timing.PatWindow(coarse), Is.EqualTo(coarse));
        Assert.That(timing.PatWindow(timing.Watchdog), Is.EqualTo(2 * timing.Watchdog));
        Assert.That(
            timing.PeerWait(coarse) - timing.PeerWait(timing.Watchdog),
            Is.EqualTo(coarse * (1.01 / 0.99)).Within(TimeSpan.FromTicks(2)));
    }

    [Test]
    public void A_watchdog_period_is_a_power_of_two_of_a_nanosecond() =>
        Assert.That(TimingPresets.WatchdogPeriod(30).TotalSeconds, Is.EqualTo(1.073741824).Within(1e-7));

    [Test]
    public void The_name_does_not_change_the_fingerprint() =>
        Assert.That(
            (TimingPresets.Fast with { Name = "custom" }).Fingerprint,
            Is.EqualTo(TimingPresets.Fast.Fingerprint));
}
