using Beast.Quorum.Core.Time;
using Beast.Quorum.Daemon.Adapters;

namespace Beast.Quorum.Daemon.Tests.Adapters;

public class LeaseGuardTests
{
    [Test]
    public void A_step_of_a_plan_that_was_called_off_starts_nothing_though_the_next_plan_may()
    {
        LeaseGuard guard = new(2);
        guard.Publish(1, 7, Instant.Forever);
        Assert.That(guard.MayStart(1, 7));
        Assert.That(guard.MayStart(0, 7), Is.False, "another group");
        guard.Publish(1, 0, Instant.Forever);
        Assert.That(guard.MayStart(1, 7), Is.False, "called off");
        guard.Publish(1, 8, Instant.Forever);
        Assert.That(guard.MayStart(1, 7), Is.False, "the limit of its successor");
        Assert.That(guard.MayStart(1, 8));
    }

    [Test]
    public void Nothing_starts_after_the_limit()
    {
        LeaseGuard guard = new(1);
        guard.Publish(0, 7, new Instant(Platform.Clock.MonotonicClock.Ticks));
        Assert.That(guard.MayStart(0, 7), Is.False);
    }
}
