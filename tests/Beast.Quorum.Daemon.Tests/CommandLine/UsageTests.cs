using Beast.Quorum.Core.Time;
using Beast.Quorum.Daemon.CommandLine;
using Beast.Quorum.Lab.Runs;

namespace Beast.Quorum.Daemon.Tests.CommandLine;

public sealed class UsageTests
{
    [TestCase("", "a command is missing; allowed: daemon, status")]
    [TestCase("statsu", "there is no command 'statsu' here; did you mean 'status'?")]
    [TestCase("device chekc", "did you mean 'check'?")]
    [TestCase("qqqqqq", "there is no command 'qqqqqq' here; allowed: daemon")]
    [TestCase("status --jsn", "did you mean '--json'?")]
    [TestCase("status --short --json", "exclude each other")]
    [TestCase("switchover", "GROUP is missing")]
    [TestCase("switchover a b", "'b' is one argument too many")]
    [TestCase("switchover a --to 2", "'2' is no node; allowed: 0 and 1")]
    [TestCase("switchover a --to x", "'x' is no node")]
    [TestCase("maintenance on --for 3", "'3' is no duration")]
    [TestCase("maintenance on --for -3m", "no duration")]
    [TestCase("claim tank", "add --yes")]
    [TestCase("plan takeovr", "did you mean 'takeover'?")]
    [TestCase("events -n many", "'many' is no number of events")]
    [TestCase("device init -f zero", "'zero' is no number of seconds")]
    [TestCase("device init --create-size 1X", "'1X' is no size")]
    [TestCase("lab run --scenario power-of", "did you mean 'power-off'?")]
    [TestCase("lab run --timing slow", "there is no timing 'slow'")]
    [TestCase("lab run --rounds 0", "'0' is no number of rounds")]
    [TestCase("lab run --seed -1", "'-1' is no seed")]
    public void A_wrong_command_line_ends_with_64_one_clear_line_and_a_hint(string line, string message)
    {
        Outcome outcome = Outcome.Of(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        string[] lines = outcome.Error.TrimEnd('\n').Split('\n');
        Assert.Multiple(() =>
        {
            Assert.That(outcome.Code, Is.EqualTo(64));
            Assert.That(outcome.Out, Is.Empty);
            Assert.That(lines, Has.Length.EqualTo(2));
            Assert.That(lines[0], Does.StartWith("beastq: ").And.Contain(message));
            Assert.That(lines[^1], Does.Match("^Try 'beastq.* --help'\\.$"));
        });
    }

    [TestCase("dev", "device")]
    [TestCase("switchover ", "--to")]
    [TestCase("plan ", "takeover")]
    [TestCase("lab run --scenario ", "power-off")]
    public void The_shell_is_told_how_a_line_could_go_on(string words, string expected)
    {
        string line = "beastq " + words;
        Outcome outcome = Outcome.Of($"[suggest:{line.Length}]", line);
        Assert.That(outcome.Out.Split('\n'), Does.Contain(expected));
    }

    [TestCase("bash", "complete -o default -F _beastq beastq")]
    [TestCase("zsh", "#compdef beastq")]
    public void The_glue_for_a_shell_is_printed(string shell, string expected) =>
        Assert.That(Outcome.Of("completion", shell).Out, Does.Contain(expected));

    [Test]
    public void The_daemon_gets_its_options()
    {
        DaemonOptions? seen = null;
        Func<DaemonOptions, int> before = DaemonCommand.RunDaemon;
        DaemonCommand.RunDaemon = options =>
        {
            seen = options;
            return 7;
        };
        try
        {
            Outcome outcome = Outcome.Of("daemon", "--trace", "/tmp/t", "--foreground", "-c", "/tmp/c.yml");
            Assert.That((outcome.Code, seen), Is.EqualTo((7, new DaemonOptions("/tmp/c.yml", "/tmp/t", true))));
        }
        finally
        {
            DaemonCommand.RunDaemon = before;
        }
    }

    [Test]
    public void The_lab_gets_its_options()
    {
        LabSettings? seen = null;
        Func<LabSettings, int> before = LabCommand.RunLab;
        LabCommand.RunLab = options =>
        {
            seen = options;
            return 0;
        };
        try
        {
            Outcome.Of("lab", "run", "--scenario", "freeze", "--rounds", "3", "--seed", "9", "--timing", "fast",
                "--json",
                "--keep", "/tmp/k");
            Assert.That(seen! with { Version = "" }, Is.EqualTo(new LabSettings
            {
                Scenario = "freeze",
                Rounds = 3,
                Seed = 9,
                Timing = TimingPresets.Fast,
                Json = true,
                KeepDirectory = "/tmp/k",
            }));
        }
        finally
        {
            LabCommand.RunLab = before;
        }
    }

    [Test]
    public void A_time_away_is_rounded_up_to_what_a_watchdog_can_do() => Assert.That(
        RestartCommand.Programmable(TimeSpan.FromSeconds(30)).TotalSeconds, Is.EqualTo(34.36).Within(0.01));
}
