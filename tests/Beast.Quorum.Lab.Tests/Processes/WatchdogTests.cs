using System.Diagnostics;
using Beast.Quorum.Lab.Clock;
using Beast.Quorum.Lab.Nodes;
using Beast.Quorum.Lab.Records;
using Beast.Quorum.Lab.Tests.Support;
using Beast.Quorum.Lab.Watchdogs;
using Beast.Quorum.Lab.Wire;

namespace Beast.Quorum.Lab.Tests.Processes;

/// <summary>The watchdog beside a node, as a real process.</summary>
public sealed class WatchdogTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private TemporaryDirectory _directory = null!;
    private LabDirectory _paths = null!;
    private LabNode _node = null!;

    [SetUp]
    public void Start_a_node()
    {
        _directory = new TemporaryDirectory();
        _paths = new LabDirectory(_directory.Path);
        _node = new LabNode(_paths, 0, LabPair.Program, new SystemLauncher(), new LabNodeOptions());
    }

    [TearDown]
    public void Stop_it()
    {
        _node.Dispose();
        _directory.Dispose();
    }

    [Test]
    public void An_armed_watchdog_ends_a_frozen_node_and_not_before_its_time()
    {
        _node.PowerOn();
        using Process sleeper = Sleeper();
        using var client = new WatchdogClient(_paths.WatchdogSocket(0));
        long before = LabClock.Now;
        Assert.That(client.Ask("arm 200000000", Patience), Is.EqualTo("ok 268435456"), "rounded up to a power of two");
        _node.FreezeHost(true);
        _ = Libc.Kill(sleeper.Id, Libc.Stop);
        Assert.That(sleeper.WaitForExit(Patience), Is.True);
        Eventually.True(() => Deaths().Count == 1, "the log line");
        Assert.That(Deaths()[0].Event, Is.EqualTo("fired"));
        Assert.That(Deaths()[0].At - before, Is.GreaterThanOrEqualTo(2_684_354));
        Assert.That(NodeProcesses.Find(NodeProcesses.Mark(_paths.Root, 0)), Is.Empty);
        Assert.That(_node.Tool("zpool", "status").Exit, Is.EqualTo(125), "the host is dead too");
    }

    [Test]
    public void A_patted_watchdog_does_not_fire_and_a_disarmed_one_never_does()
    {
        using Process sleeper = Sleeper();
        using var client = new WatchdogClient(_paths.WatchdogSocket(0));
        client.Ask("arm 2000000000", Patience);
        for (int i = 0; i < 20; i++)
        {
            client.Tell("pat");
        }

        client.Tell("disarm");
        client.Tell("pat");
        Assert.That(client.Ask("what", Patience), Does.StartWith("error"), "everything before it was heard");
        Assert.That(sleeper.HasExited, Is.False);
        Assert.That(Deaths(), Is.Empty);
    }

    [TestCase("arm")]
    [TestCase("arm x")]
    [TestCase("arm -1")]
    [TestCase("arm 0")]
    [TestCase("bark")]
    [TestCase(" ")]
    public void Nonsense_is_answered_and_changes_nothing(string datagram)
    {
        using var client = new WatchdogClient(_paths.WatchdogSocket(0));
        Assert.That(client.Ask(datagram, Patience), Does.StartWith("error"));
        Assert.That(WatchdogRecord.Load(_paths.WatchdogLog(0)), Is.Empty);
    }

    [TestCase(1L, 1L)]
    [TestCase(1_000_000_000L, 1_073_741_824L)]
    [TestCase(1_073_741_824L, 1_073_741_824L)]
    [TestCase(long.MaxValue, 1L << 62)]
    public void A_timeout_is_rounded_up_to_a_power_of_two(long wanted, long effective)
    {
        Assert.That(Watchdog.Effective(wanted), Is.EqualTo(effective));
    }

    [Test]
    public void The_end_of_the_lifeline_ends_everything_of_the_node_and_the_watchdog()
    {
        _node.PowerOn();
        using Process sleeper = Sleeper();
        int watchdog = _node.WatchdogProcessId, host = _node.HostProcessId;
        _node.Dispose();
        Assert.That(sleeper.WaitForExit(Patience), Is.True);
        Eventually.True(() => !IsAlive(watchdog) && !IsAlive(host), "no process is left");
        Assert.That(NodeProcesses.Find(NodeProcesses.Mark(_paths.Root, 0)), Is.Empty);
    }

    [Test]
    public void The_self_fence_command_ends_the_node_and_leaves_its_reason()
    {
        _node.PowerOn();
        using Process fence = Process.Start(
            _node.SelfFenceCommand[0], [.. _node.SelfFenceCommand.Skip(1), "lease", "lost"]);
        Assert.That(fence.WaitForExit(Patience), Is.True);
        Eventually.True(() => Deaths().Count == 1, "the log line");
        Assert.That((Deaths()[0].Event, Deaths()[0].Detail), Is.EqualTo(("selffence", "lease lost")));
        Assert.That(_node.Tool("zpool", "status").Exit, Is.EqualTo(125));
    }

    [Test]
    public void Power_off_and_on_again_boots_a_new_host()
    {
        _node.PowerOn();
        int first = _node.HostProcessId;
        long died = _node.PowerOff();
        Assert.That(died, Is.LessThanOrEqualTo(LabClock.Now));
        Assert.That(IsAlive(first), Is.False);
        _node.PowerOn(bootRole: 0);
        Assert.That(_node.Tool("sysctl", "-n", "kern.cam.ctl.ha_role").Out, Is.EqualTo("0\n"));
        Assert.That(Deaths()[0].Event, Is.EqualTo("poweroff"));
    }

    private IReadOnlyList<WatchdogRecord> Deaths() =>
        [.. WatchdogRecord.Load(_paths.WatchdogLog(0)).Where(record => record.IsDeath)];

    private Process Sleeper()
    {
        var start = new ProcessStartInfo("sleep", ["600"]);
        foreach ((string name, string? value) in _node.Environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    private static bool IsAlive(int process)
    {
        try
        {
            return !File.ReadAllText($"/proc/{process}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }
}
