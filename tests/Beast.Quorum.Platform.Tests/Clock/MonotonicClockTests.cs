using System.Globalization;
using Beast.Quorum.Platform.Clock;
using Beast.Quorum.Platform.Tests.Support;

namespace Beast.Quorum.Platform.Tests.Clock;

internal sealed class MonotonicClockTests
{
    [Test]
    public void Counts_from_the_boot_of_the_host_so_that_all_processes_agree()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Ignore("/proc/uptime exists on Linux only");
        }

        double before = Uptime();
        double clock = TimeSpan.FromTicks(MonotonicClock.Ticks).TotalSeconds;
        double after = Uptime();

        // Uptime also counts the time a host was suspended; a test host is not.
        Assert.That(clock, Is.InRange(before - 5, after + 5));
    }

    [Test]
    public void Never_goes_back()
    {
        long last = MonotonicClock.Ticks;
        for (int i = 0; i < 100_000; i++)
        {
            long now = MonotonicClock.Ticks;
            Assert.That(now, Is.GreaterThanOrEqualTo(last));
            last = now;
        }
    }

    [Test]
    public void Reading_it_allocates_nothing() =>
        Assert.That(Allocations.OfThousand(() => _ = MonotonicClock.Ticks), Is.Zero);

    [Test]
    public void A_deadline_too_far_away_is_never_instead_of_in_the_past() =>
        Assert.That(MonotonicClock.After(TimeSpan.MaxValue), Is.EqualTo(long.MaxValue));

    [Test]
    public void Nothing_is_left_of_a_deadline_that_has_passed() =>
        Assert.That(MonotonicClock.Until(MonotonicClock.Ticks - 1), Is.EqualTo(TimeSpan.Zero));

    private static double Uptime() =>
        double.Parse(File.ReadAllText("/proc/uptime").Split(' ')[0], CultureInfo.InvariantCulture);
}
