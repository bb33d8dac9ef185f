using Beast.Quorum.Platform.Devices;
using Beast.Quorum.Platform.Native;
using Beast.Quorum.Platform.Tests.Support;
using Beast.Quorum.Platform.Watchdogs;

namespace Beast.Quorum.Platform.Tests.Watchdogs;

/// <summary>Against a device that behaves as Linux's watchdog core does; the real one is never opened.</summary>
internal sealed class LinuxWatchdogTests
{
    private sealed class Device : ILinuxWatchdogFile
    {
        internal bool IsOpen, Magic, Runs;
        internal int Seconds = 60, Least = 1, Pats, Refuses, Options = 0x8180;
        internal bool NoWayOut;

        public int Open()
        {
            IsOpen = Refuses == 0;
            Runs |= IsOpen;
            return Refuses;
        }

        public int Control(Number request, ref int argument)
        {
            switch (request.Linux)
            {
                case 0xC0045706:
                    argument = Seconds = Math.Max(Least, argument);
                    return 0;
                case 0x80045707:
                    argument = Seconds;
                    return 0;
                case 0x80045705:
                    Pats++;
                    return Runs ? 0 : Errno.EIO;
                case 0x80045704:
                    Runs &= NoWayOut;
                    return NoWayOut ? Errno.EBUSY : 0;
                default:
                    return Errno.ENOTTY;
            }
        }

        public int Support() => Options;

        public int Write(byte what)
        {
            Magic = what == 'V';
            return 0;
        }

        public void Close()
        {
            Runs &= NoWayOut || !Magic;
            IsOpen = false;
        }
    }

    private readonly Device device = new();

    [Test]
    public void It_is_opened_when_it_is_armed_and_patted_and_stopped_by_the_magic_close()
    {
        using LinuxWatchdog dog = Dog();
        Assert.That(device.Runs, Is.False);

        Assert.That(dog.Arm(TimeSpan.FromMilliseconds(2200)), Is.True, dog.Problem);
        Assert.That((dog.Timeout, device.Seconds), Is.EqualTo((TimeSpan.FromSeconds(2), 2)));
        int before = device.Pats;
        Assert.That((dog.Pat(), device.Pats), Is.EqualTo((true, before + 1)));
        Assert.That((dog.Disarm(), device.Runs, device.Magic), Is.EqualTo((true, false, true)));
        Assert.That((dog.Timeout, dog.Pat(), dog.LastError), Is.EqualTo((TimeSpan.Zero, false, Errno.EINVAL)));
        Assert.That(dog.Arm(TimeSpan.FromSeconds(1)), Is.True, "it can be armed again");
    }

    [Test]
    public void Closing_it_without_disarming_leaves_it_armed()
    {
        LinuxWatchdog dog = Dog();
        dog.Arm(TimeSpan.FromSeconds(1));
        dog.Dispose();

        Assert.That((device.IsOpen, device.Runs), Is.EqualTo((false, true)));
    }

    [TestCase(0.2, 1)]
    [TestCase(1.0737418, 1)]
    [TestCase(4.29, 4)]
    public void Times_are_whole_seconds_rounded_down_so_that_it_never_fires_late(double asked, int effective)
    {
        using LinuxWatchdog dog = Dog();

        Assert.That(dog.Effective(TimeSpan.FromSeconds(asked)), Is.EqualTo(TimeSpan.FromSeconds(effective)));
        Assert.That(dog.LargestNotAbove(TimeSpan.FromSeconds(asked)), Is.LessThanOrEqualTo(
            TimeSpan.FromSeconds(asked)));
    }

    [Test]
    public void A_driver_that_programs_another_time_is_refused_with_both_numbers()
    {
        using LinuxWatchdog dog = Dog();
        device.Least = 6;

        Assert.That(dog.Arm(TimeSpan.FromSeconds(1)), Is.False);
        Assert.That(dog.Problem, Does.Contain("asked for 1 s").And.Contain("6 s"));
        Assert.That((device.Runs, dog.Timeout), Is.EqualTo((false, TimeSpan.Zero)));
    }

    [Test]
    public void A_refused_change_leaves_the_old_time_in_force()
    {
        using LinuxWatchdog dog = Dog();
        device.Least = 3;
        Assert.That(dog.Arm(TimeSpan.FromSeconds(3)), Is.True);

        Assert.That(dog.Arm(TimeSpan.FromSeconds(2)), Is.False);
        Assert.That((dog.Timeout, device.Seconds, device.Runs), Is.EqualTo((TimeSpan.FromSeconds(3), 3, true)));
    }

    [Test]
    public void One_that_another_program_holds_is_refused()
    {
        using LinuxWatchdog dog = Dog();
        device.Refuses = Errno.EBUSY;

        Assert.That(dog.Arm(TimeSpan.FromSeconds(1)), Is.False);
        Assert.That(dog.Problem, Does.Contain("another program"));
    }

    [Test]
    public void A_driver_that_stops_with_its_program_is_refused()
    {
        using LinuxWatchdog dog = Dog();
        device.Options = 0x8080;

        Assert.That(dog.Arm(TimeSpan.FromSeconds(1)), Is.False);
        Assert.That(dog.Problem, Does.Contain("when beastq dies"));
        Assert.That(device.IsOpen, Is.False);
    }

    [Test]
    public void One_that_cannot_be_stopped_is_refused_before_it_is_opened()
    {
        using TemporaryDirectory sysfs = new();
        Directory.CreateDirectory(sysfs["class/watchdog/watchdog0"]);
        File.WriteAllText(sysfs["class/watchdog/watchdog0/nowayout"], "1\n");

        Assert.That(() => new LinuxWatchdog("/dev/watchdog", device, sysfs.Root).Dispose(),
            Throws.TypeOf<DeviceException>().With.Message.Contains("nowayout=0"));
        Assert.That(device.Runs, Is.False);
    }

    [Test]
    public void A_disarm_that_is_refused_says_that_it_may_still_fire()
    {
        using LinuxWatchdog dog = Dog();
        dog.Arm(TimeSpan.FromSeconds(1));
        device.NoWayOut = true;

        Assert.That((dog.Disarm(), dog.LastError, device.Magic), Is.EqualTo((false, Errno.EBUSY, false)));
        Assert.That((dog.Timeout, dog.Pat()), Is.EqualTo((TimeSpan.FromSeconds(1), true)));
    }

    [Test]
    public void Patting_allocates_nothing()
    {
        using LinuxWatchdog dog = Dog();
        dog.Arm(TimeSpan.FromSeconds(1));

        Assert.That(Allocations.OfThousand(() => dog.Pat()), Is.Zero);
    }

    [Test]
    public void A_host_without_the_device_is_told_what_to_do() => Assert.That(
        () => new LinuxWatchdog("/nonexistent/watchdog").Dispose(),
        Throws.TypeOf<DeviceException>().With.Message.Contains("softdog"));

    [SetUp]
    public void SetUp()
    {
        (device.IsOpen, device.Magic, device.Runs, device.NoWayOut) = (false, false, false, false);
        (device.Seconds, device.Least, device.Refuses, device.Options) = (60, 1, 0, 0x8180);
    }

    private LinuxWatchdog Dog() => new("/dev/watchdog", device, "/nonexistent");
}
