using Beast.Quorum.Daemon.Adapters;
using Beast.Quorum.Platform.SelfFencing;
using Moq;

namespace Beast.Quorum.Daemon.Tests.Adapters;

public class SelfFencingTests
{
    [Test]
    public void A_stuck_log_does_not_hold_up_the_reset()
    {
        using ManualResetEventSlim never = new();
        Mock<ISelfFence> fence = new();
        Task fired = Task.Run(() => new SelfFencing(fence.Object, "/proc/nowhere/self-fence", _ => never.Wait())
            .Fire("test"));
        bool ended = fired.Wait(TimeSpan.FromSeconds(30));
        never.Set();
        Assert.That(ended);
        fence.Verify(reset => reset.Fire("test"), Times.Once);
    }

    [Test]
    public void An_alert_that_throws_does_not_hold_up_the_reset()
    {
        Mock<ISelfFence> fence = new();
        new SelfFencing(fence.Object, "/proc/nowhere/self-fence", _ => throw new FormatException("test")).Fire("why");
        fence.Verify(reset => reset.Fire("why"), Times.Once);
    }
}
