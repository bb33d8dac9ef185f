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
        fence.Verify(reset => reset.Fire("test", It.IsAny<Action<string>>()), Times.Once);
    }

    [Test]
    public void An_alert_that_throws_does_not_hold_up_the_reset()
    {
        Mock<ISelfFence> fence = new();
        new SelfFencing(fence.Object, "/proc/nowhere/self-fence", _ => throw new FormatException("test")).Fire("why");
        fence.Verify(reset => reset.Fire("why", It.IsAny<Action<string>>()), Times.Once);
    }

    [Test]
    public void The_note_is_written_before_the_first_step_and_tells_which_steps_failed()
    {
        using Folder folder = new();
        string path = folder.At("self-fence");
        string? atFirst = null;
        Mock<ISelfFence> fence = new();
        fence.Setup(reset => reset.Fire("why", It.IsAny<Action<string>>()))
            .Callback((string _, Action<string> failed) =>
            {
                atFirst = Sentinel.Read(path);
                failed("panic failed: refused");
                failed("reboot failed: refused too");
            });
        new SelfFencing(fence.Object, path, _ => { }).Fire("why");

        // 200 ms may be too short on a loaded machine: then the note is written late, and at the end is whole.
        Assert.That(() => Sentinel.Read(path), Does.EndWith("why\npanic failed: refused\nreboot failed: refused too\n")
            .After(30_000, 50));
        Assert.That(atFirst, Is.Null.Or.EndsWith("why\n"));
    }
}
