using Beast.Quorum.Platform.Devices;
using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Platform.Sysctls;
using Moq;

namespace Beast.Quorum.Platform.Tests.Sysctls;

internal sealed class CommandSysctlTests
{
    private readonly List<CommandRequest> requests = [];
    private CommandResult answer = Exited(0, "", "");

    [SetUp]
    public void SetUp() => requests.Clear();

    [Test]
    public void A_value_is_read_without_its_name_and_newline()
    {
        answer = Exited(0, "listen 192.168.56.103:7777\n", "");

        Assert.That(Sysctl().Read("kern.cam.ctl.ha_peer"),
            Is.EqualTo(new SysctlResult(true, "listen 192.168.56.103:7777", "")));
        Assert.That(requests[0].Arguments, Is.EqualTo(new[] { "doas", "/sbin/sysctl", "-n", "kern.cam.ctl.ha_peer" }));
        Assert.That(requests[0].MayStart is null, Is.True);
    }

    [Test]
    public void A_value_is_written_as_one_argument_after_the_last_question()
    {
        answer = Exited(0, "kern.cam.ctl.ha_role: 1 -> 0\n", "");

        Assert.That(Sysctl().Write("kern.cam.ctl.ha_role", "0"), Is.EqualTo(new SysctlResult(true, "0", "")));
        Assert.That(requests[0].Arguments, Is.EqualTo(new[] { "doas", "/sbin/sysctl", "kern.cam.ctl.ha_role=0" }));
        Assert.That(requests[0].MayStart is null, Is.False);
    }

    // As FreeBSD prints them.
    [TestCase(1, "", "sysctl: unknown oid 'kern.cam.ctl.nosuch': No such file or directory\n", "ENOENT", "ctl_load")]
    [TestCase(1, "", "sysctl: oid 'kern.cam.ctl.ha_id' is a read only tunable\n"
        + "sysctl: Tunable values are set in /boot/loader.conf\n", "EPERM", "loader.conf")]
    [TestCase(1, "", "sysctl: oid 'kern.cam.ctl.ha_link' is read only\n", "EPERM", "kernel")]
    [TestCase(1, "kern.cam.ctl.ha_role: 0\n", "sysctl: kern.cam.ctl.ha_role=0: Operation not permitted\n",
        "EPERM", "root")]
    [TestCase(1, "", "sysctl: kern.cam.ctl.ha_peer=foo: Invalid argument\n", "EINVAL", "cleared")]
    [TestCase(2, "", "sysctl: invalid integer 'abc'\n", "EINVAL", "number")]
    [TestCase(1, "", "sysctl: empty numeric value\n", "EINVAL", "number")]
    public void A_failure_is_any_status_but_0_and_keeps_message_and_errno(
        int status, string output, string error, string name, string advice)
    {
        answer = Exited(status, output, error);

        SysctlResult result = Sysctl().Read("x");
        Assert.That((result.Ok, result.Value), Is.EqualTo((false, "")));
        Assert.That(result.Error, Is.EqualTo(error.Trim()));
        Assert.That(Errno.Name(result.Errno), Is.EqualTo(name));
        Assert.That(result.Advice, Does.Contain(advice));
    }

    [Test]
    public void A_failure_without_a_message_tells_the_number_of_failed_arguments()
    {
        answer = Exited(3, "", "");

        SysctlResult result = Sysctl().Read("x");
        Assert.That(result.Error, Does.Contain("status 3"));
        Assert.That((result.Errno, result.Advice), Is.EqualTo((0, "")));
    }

    [TestCase(CommandEnd.NotStarted, "cannot start")]
    [TestCase(CommandEnd.Refused, "not started")]
    [TestCase(CommandEnd.TimedOut, "did not end within 5 s")]
    [TestCase(CommandEnd.Abandoned, "did not end within 5 s")]
    [TestCase(CommandEnd.Signalled, "signal 9")]
    public void A_command_that_did_not_end_well_says_how(CommandEnd end, string part)
    {
        answer = Exited(137, "1\n", end == CommandEnd.NotStarted ? "cannot start /sbin/sysctl" : "") with { End = end };

        Assert.That(Sysctl().Write("x", "1").Error, Does.Contain(part));
    }

    private static CommandResult Exited(int status, string output, string error) =>
        new(CommandEnd.Exited, status, output, error, TimeSpan.Zero, 1234);

    private CommandSysctl Sysctl()
    {
        Mock<ICommandRunner> runner = new();
        runner.Setup(r => r.Run(It.IsAny<CommandRequest>()))
            .Returns((CommandRequest request) =>
            {
                requests.Add(request);
                return answer;
            });
        return new CommandSysctl(runner.Object, ["doas", "/sbin/sysctl"], TimeSpan.FromSeconds(5))
        {
            MayWrite = () => true,
        };
    }
}
