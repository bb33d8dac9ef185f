using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Machine;
using Beast.Quorum.Daemon.Adapters;
using Beast.Quorum.Daemon.Fencing;
using Beast.Quorum.Daemon.Hosting;
using Beast.Quorum.Daemon.Loop;
using Beast.Quorum.Platform.Polling;
using Beast.Quorum.Platform.Processes;
using Moq;

namespace Beast.Quorum.Daemon.Tests.Adapters;

public class WorkerFaultTests
{
    [Test]
    public void A_fence_that_throws_is_a_failed_fence_and_inherits_the_lock()
    {
        CommandRequest? asked = null;
        Mock<ICommandRunner> runner = new();
        runner.Setup(run => run.Run(It.IsAny<CommandRequest>()))
            .Callback<CommandRequest>(request => asked = request)
            .Throws(new FormatException("test"));
        using WakePipe wake = new();
        Poller poller = new(1);
        poller.Add(wake.ReadDescriptor);
        EventQueue queue = new(wake);
        FencingMethodConfiguration fencing = new() { Method = FencingMethod.Command, Command = ["/bin/true"] };
        new PeerFence([new CommandFence(fencing, runner.Object, [17])], _ => true, queue).Start(5);
        Assert.That(poller.Wait(Platform.Clock.MonotonicClock.After(TimeSpan.FromSeconds(30))), Is.Positive);
        Assert.That(queue.TryTake(out NodeEvent e));
        Assert.That(e.Kind, Is.EqualTo(NodeEventKind.FenceEnded));
        Assert.That((e.Token, e.Ok), Is.EqualTo((5L, false)));
        Assert.That(asked!.InheritedDescriptors, Has.Member(17));
    }

    [Test]
    public void The_boot_id_is_the_random_structure_and_never_the_boot_time()
    {
        Guid one = BootId.Read(name => name == "kern.boot_id" ? [0, 1, 2] : null, Other, "/nowhere");
        Guid same = BootId.Read(name => name == "kern.boot_id" ? [0, 1, 2] : null, Other, "/nowhere");
        Guid other = BootId.Read(name => name == "kern.boot_id" ? [0, 1, 3] : null, Other, "/nowhere");
        Assert.That(same, Is.EqualTo(one));
        Assert.That(other, Is.Not.EqualTo(one));
        Guid without = BootId.Read(name => name == "kern.boottime" ? [1] : null, Other, "/nowhere");
        Assert.That(without, Is.EqualTo(BootId.Read(_ => null, Other, "/nowhere")), "boottime counts for nothing");

        static byte[] Other() => [9];
    }
}
