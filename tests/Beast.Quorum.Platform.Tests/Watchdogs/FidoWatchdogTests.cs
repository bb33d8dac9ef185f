using Beast.Quorum.Platform.Devices;
using Beast.Quorum.Platform.Sysctls;
using Beast.Quorum.Platform.Tests.Support;
using Beast.Quorum.Platform.Watchdogs;
using Moq;

namespace Beast.Quorum.Platform.Tests.Watchdogs;

internal sealed class FidoWatchdogTests
{
    private const uint NewSetTimeout = 0x80085735, NewControl = 0x80045733, OldPat = 0x8004572A;
    private const uint NewGetTimeout = 0x40085736, OldGetTimeout = 0x4004572C;
    private const long OldActive = 0x08000000;
    private readonly List<(nuint Request, long Argument)> calls = [];
    private readonly Mock<ISysctl> sysctl = new();

    [Test]
    public void A_new_kernel_is_armed_patted_and_disarmed_with_the_new_requests()
    {
        using FidoWatchdog dog = Dog((_, _) => 0);

        Assert.That(dog.Arm(TimeSpan.FromSeconds(1)), Is.True);
        Assert.That(dog.Timeout, Is.EqualTo(TimeSpan.FromTicks((1L << 30) / 100)));
        Assert.That(dog.Pat(), Is.True);
        Assert.That(dog.Disarm(), Is.True);

        // 2^30 ns in seconds times 2^32, rounded down.
        const long fixedPoint = 4611686018;
        Assert.That(calls, Is.EqualTo(new[]
        {
            ((nuint)NewSetTimeout, fixedPoint), (NewSetTimeout, fixedPoint), (NewControl, 0L),
        }));
        Assert.That(dog.Timeout, Is.EqualTo(TimeSpan.Zero));
    }

    [Test]
    public void An_old_kernel_is_asked_in_the_new_way_once_and_then_in_its_own()
    {
        using FidoWatchdog dog = Dog((request, _) => request == OldPat ? 0 : Errno.ENOTTY);

        Assert.That((dog.Arm(TimeSpan.FromSeconds(2)), dog.Pat(), dog.Disarm()), Is.EqualTo((true, true, true)));

        Assert.That(calls.Skip(1), Is.EqualTo(new[]
        {
            ((nuint)OldPat, OldActive | 31), (OldPat, OldActive | 31), (OldPat, 0L),
        }));
        Assert.That(calls[0].Request, Is.EqualTo((nuint)NewSetTimeout));
    }

    [Test]
    public void Disarming_an_old_kernel_that_was_never_armed_by_us_finds_the_old_request()
    {
        using FidoWatchdog dog = Dog((request, _) => request == OldPat ? 0 : Errno.ENOTTY);

        Assert.That(dog.Disarm(), Is.True);
        Assert.That(calls[^1], Is.EqualTo(((nuint)OldPat, 0L)));
    }

    [Test]
    public void A_time_that_no_driver_supports_leaves_it_disarmed()
    {
        int answer = 0;
        using FidoWatchdog dog = Dog((_, _) => answer);
        dog.Arm(TimeSpan.FromSeconds(1));
        answer = Errno.EOPNOTSUPP;

        Assert.That(dog.Arm(TimeSpan.FromSeconds(100)), Is.False);
        Assert.That((dog.LastError, dog.Timeout), Is.EqualTo((Errno.EOPNOTSUPP, TimeSpan.Zero)));
        Assert.That(dog.Pat(), Is.False);
    }

    [Test]
    public void A_pat_before_arming_is_refused_without_a_call()
    {
        using FidoWatchdog dog = Dog((_, _) => 0);

        Assert.That(dog.Pat(), Is.False);
        Assert.That(calls, Is.Empty);
    }

    [Test]
    public void Disposing_does_not_disarm()
    {
        FidoWatchdog dog = Dog((_, _) => 0);
        dog.Arm(TimeSpan.FromSeconds(1));
        calls.Clear();
        dog.Dispose();

        Assert.That(calls, Is.Empty);
    }

    [Test]
    public void A_failed_disarm_still_counts_as_armed()
    {
        int answer = 0;
        using FidoWatchdog dog = Dog((_, _) => answer);
        dog.Arm(TimeSpan.FromSeconds(1));
        answer = Errno.EIO;

        Assert.That(dog.Disarm(), Is.False);
        Assert.That(dog.Timeout, Is.GreaterThan(TimeSpan.Zero));
    }

    [TestCase(0.5, 0.536870912)]
    [TestCase(1, 1.073741824)]
    [TestCase(1.07, 1.073741824)]
    [TestCase(1.0737418, 1.073741824)]
    [TestCase(1.08, 2.147483648)]
    [TestCase(4.29, 4.294967296)]
    [TestCase(0, 0.001048576)]
    public void The_effective_time_is_the_next_power_of_two_nanoseconds(double asked, double effective) =>
        Assert.That(Dog((_, _) => 0).Effective(TimeSpan.FromSeconds(asked)).Ticks,
            Is.EqualTo((long)(effective * TimeSpan.TicksPerSecond)));

    [Test]
    public void Every_effective_time_is_its_own_effective_time_and_its_own_largest_below()
    {
        using FidoWatchdog dog = Dog((_, _) => 0);
        for (int exponent = 20; exponent <= 43; exponent++)
        {
            TimeSpan time = TimeSpan.FromTicks((1L << exponent) / 100);
            Assert.That(dog.Effective(time), Is.EqualTo(time));
            Assert.That(dog.LargestNotAbove(time), Is.EqualTo(time));
            Assert.That(dog.LargestNotAbove(time - TimeSpan.FromTicks(1)), Is.LessThan(time));
        }

        Assert.That(dog.LargestNotAbove(TimeSpan.FromMicroseconds(1)), Is.EqualTo(TimeSpan.Zero));
    }

    [Test]
    public void Patting_allocates_nothing()
    {
        long inForce = 0;
        using FidoWatchdog dog = new(Control, sysctl.Object);
        Assert.That(dog.Arm(TimeSpan.FromSeconds(1)), Is.True);

        Assert.That(Allocations.OfThousand(() => dog.Pat()), Is.Zero);

        int Control(nuint request, ref long argument)
        {
            inForce = request == NewSetTimeout ? argument : inForce;
            argument = inForce;
            return 0;
        }
    }

    [Test]
    public void A_host_without_the_device_is_told_what_to_do() => Assert.That(
        () => new FidoWatchdog("/nonexistent/fido").Dispose(),
        Throws.TypeOf<DeviceException>().With.Message.Contains("/nonexistent/fido").And.Message.Contains("driver"));

    [Test]
    public void A_host_without_a_watchdog_can_arm_and_pat_nothing_and_says_so()
    {
        using NoWatchdog dog = new();

        Assert.That((dog.Arm(TimeSpan.FromSeconds(1)), dog.Pat(), dog.IsPresent), Is.EqualTo((false, false, false)));
        Assert.That((dog.LastError, dog.Disarm()), Is.EqualTo((Errno.ENODEV, true)));
    }

    // A kernel without a request for the time-out in force, unless a test gives it one.
    private FidoWatchdog Dog(Func<nuint, long, int> answer) => new(
        (nuint request, ref long argument) =>
        {
            if (request is NewGetTimeout or OldGetTimeout)
            {
                return Errno.ENOTTY;
            }

            calls.Add((request, argument));
            return answer(request, argument);
        },
        sysctl.Object);

    [SetUp]
    public void SetUp()
    {
        calls.Clear();
        sysctl.Reset();
        sysctl.Setup(s => s.Read(It.IsAny<string>())).Returns(new SysctlResult(false, "", "unknown oid"));
    }
}
