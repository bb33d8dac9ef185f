using Beast.Quorum.Platform.Devices;
using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Platform.Tests.Support;
using Beast.Quorum.Platform.Watchdogs;
using Moq;

namespace Beast.Quorum.Platform.Tests.Watchdogs;

internal sealed class RivalDaemonTests
{
    private readonly List<CommandRequest> asked = [];
    private TemporaryDirectory directory = null!;
    private CommandResult answer = null!;

    [SetUp]
    public void SetUp()
    {
        directory = new TemporaryDirectory();
        asked.Clear();
        answer = Exited(0, "watchdogd is running as pid 812.\n");
    }

    [TearDown]
    public void TearDown() => directory.Dispose();

    [Test]
    public void Without_a_pid_file_nobody_is_asked()
    {
        Assert.That(Find(alive: true), Is.Null);
        Assert.That(asked, Is.Empty);
    }

    [TestCase("")]
    [TestCase("garbage\n")]
    [TestCase("-1\n")]
    [TestCase("1\n")]
    public void A_pid_file_that_names_no_process_is_none(string text)
    {
        File.WriteAllText(directory["pid"], text);

        Assert.That(Find(alive: true), Is.Null);
    }

    [Test]
    public void The_pid_file_of_a_process_that_is_gone_is_a_leftover()
    {
        File.WriteAllText(directory["pid"], "812");

        Assert.That(Find(alive: false), Is.Null);
        Assert.That(asked, Is.Empty);
    }

    [Test]
    public void A_living_watchdogd_is_found_and_how_to_stop_it()
    {
        File.WriteAllText(directory["pid"], "812\n");

        Assert.That(Find(alive: true), Does.Contain("process 812").And.Contain("sysrc watchdogd_enable=NO"));
        Assert.That(asked.Single().Arguments, Is.EqualTo(new[] { "/usr/sbin/service", "watchdogd", "onestatus" }));
    }

    [Test]
    public void A_living_process_that_rc_does_not_know_as_watchdogd_is_none()
    {
        File.WriteAllText(directory["pid"], "812\n");
        answer = Exited(1, "watchdogd is not running.\n");

        Assert.That(Find(alive: true), Is.Null);
    }

    [Test]
    public void If_nobody_can_tell_it_counts_as_running()
    {
        File.WriteAllText(directory["pid"], "812\n");
        answer = Exited(1, "") with { End = CommandEnd.TimedOut };

        Assert.That(Find(alive: true), Does.Contain("watchdogd"));
    }

    [Test]
    public void A_locked_pid_file_is_read_all_the_same()
    {
        File.WriteAllText(directory["pid"], "812\n");
        using FileStream held = new(directory["pid"], FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        Assert.That(Find(alive: true), Does.Contain("812"));
    }

    [Test]
    public void A_pid_file_that_cannot_be_read_is_an_error_and_not_a_no()
    {
        Directory.CreateDirectory(directory["pid"]);

        Assert.That(() => Find(alive: true), Throws.TypeOf<DeviceException>());
    }

    [Test]
    public void Whether_a_process_is_there_is_asked_of_the_kernel()
    {
        Assert.That(Signals.Exists(Environment.ProcessId), Is.True);
        Assert.That(Signals.Exists(int.MaxValue), Is.False);
    }

    private static CommandResult Exited(int status, string output) =>
        new(CommandEnd.Exited, status, output, "", TimeSpan.Zero, 4711);

    private string? Find(bool alive)
    {
        Mock<ICommandRunner> runner = new();
        runner.Setup(r => r.Run(It.IsAny<CommandRequest>())).Returns((CommandRequest request) =>
        {
            asked.Add(request);
            return answer;
        });
        return new RivalDaemon(runner.Object, ["/usr/sbin/service"], directory["pid"]) { IsAlive = _ => alive }.Find();
    }
}
