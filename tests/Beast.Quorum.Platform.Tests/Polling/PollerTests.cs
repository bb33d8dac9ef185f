using Beast.Quorum.Platform.Clock;
using Beast.Quorum.Platform.Polling;
using Beast.Quorum.Platform.Tests.Support;

namespace Beast.Quorum.Platform.Tests.Polling;

internal sealed class PollerTests
{
    private readonly Poller poller = new(3);
    private WakePipe pipe = null!;

    [SetUp]
    public void SetUp() => pipe = new WakePipe();

    [TearDown]
    public void TearDown() => pipe.Dispose();

    [Test]
    public void A_wake_of_another_thread_ends_a_wait_without_a_deadline()
    {
        Poller own = new(1);
        own.Add(pipe.ReadDescriptor);
        Thread waker = new(pipe.Wake);
        waker.Start();

        Assert.That(own.Wait(long.MaxValue), Is.EqualTo(1));
        Assert.That((own.IsReady(0), own.IsInvalid(0)), Is.EqualTo((true, false)));
        Assert.That(pipe.Drain(), Is.True);
        waker.Join();
    }

    [Test]
    public void Wakes_add_up_to_one_and_none_is_left_after_draining()
    {
        Poller own = new(1);
        own.Add(pipe.ReadDescriptor);
        for (int i = 0; i < 200_000; i++)
        {
            // More than a pipe holds: a wake must neither block nor fail.
            pipe.Wake();
        }

        Assert.That(own.Wait(0), Is.EqualTo(1));
        Assert.That((pipe.Drain(), pipe.Drain()), Is.EqualTo((true, false)));
        Assert.That(own.Wait(0), Is.Zero);
        pipe.Wake();
        Assert.That(own.Wait(0), Is.EqualTo(1), "a wake after a flood was lost");
    }

    [Test]
    public void A_wait_ends_at_its_deadline_and_never_before()
    {
        Poller own = new(1);
        own.Add(pipe.ReadDescriptor);
        for (int i = 0; i < 20; i++)
        {
            long deadline = MonotonicClock.After(TimeSpan.FromMilliseconds(5.3));
            Assert.That(own.Wait(deadline), Is.Zero);
            Assert.That(MonotonicClock.Ticks, Is.GreaterThanOrEqualTo(deadline));
        }
    }

    [Test]
    public void A_deadline_that_has_passed_only_looks()
    {
        Poller own = new(1);
        own.Add(pipe.ReadDescriptor);
        Assert.That(own.Wait(long.MinValue / 2), Is.Zero);
        pipe.Wake();
        Assert.That(own.Wait(long.MinValue / 2), Is.EqualTo(1));
    }

    [Test]
    public void Only_the_descriptors_that_are_ready_say_so()
    {
        using WakePipe other = new();
        int first = poller.Add(pipe.ReadDescriptor);
        int second = poller.Add(other.ReadDescriptor);
        other.Wake();

        Assert.That(poller.Wait(0), Is.EqualTo(1));
        Assert.That((poller.IsReady(first), poller.IsReady(second)), Is.EqualTo((false, true)));
        poller.Replace(second, -1);
        Assert.That(poller.Wait(0), Is.Zero);
    }

    [Test]
    public void A_closed_descriptor_is_seen_as_invalid_instead_of_being_waited_for()
    {
        Poller own = new(1);
        own.Add(1_000_000);

        Assert.That(own.Wait(long.MaxValue), Is.EqualTo(1));
        Assert.That(own.IsInvalid(0), Is.True);
    }

    [Test]
    public void A_full_poller_refuses_more()
    {
        Poller own = new(1);
        own.Add(pipe.ReadDescriptor);

        Assert.That(() => own.Add(pipe.ReadDescriptor), Throws.InvalidOperationException);
        Assert.That(() => own.IsReady(1), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void A_wake_after_the_end_is_nothing()
    {
        pipe.Dispose();
        Assert.That(pipe.Wake, Throws.Nothing);
    }

    [Test]
    public void Waiting_waking_and_draining_allocate_nothing()
    {
        Poller own = new(1);
        own.Add(pipe.ReadDescriptor);
        long bytes = Allocations.OfThousand(() =>
        {
            pipe.Wake();
            own.Wait(0);
            _ = own.IsReady(0);
            pipe.Drain();
            own.Wait(MonotonicClock.Ticks);
        });

        Assert.That(bytes, Is.Zero);
    }
}
