using System.Diagnostics;
using Beast.Quorum.Daemon.Tests.CommandLine;
using Beast.Quorum.Daemon.Tests.Configuration;

namespace Beast.Quorum.Daemon.Tests.RcScript;

public sealed class RcScriptTests
{
    [Test]
    public void Start_checks_the_configuration_and_starts_the_program_under_its_supervisor()
    {
        using RcSubrStub rc = new();
        Outcome outcome = rc.Run("start");
        string[] words =
        [
            "-S", "-T", "beastq", "-s", "err", "-p", rc.PidFile,
            rc.Binary, "daemon", "--config", rc.Configuration, "--trace", "/var/tmp/t",
        ];
        Assert.That(
            outcome.Out.Split('\n').Where(line => line.StartsWith("daemon: ", StringComparison.Ordinal)),
            Is.EqualTo(words.Select(word => "daemon: " + word)),
            outcome.Error);
        Assert.That(rc.Calls, Is.EqualTo($"config check --config {rc.Configuration}\n"));
        Assert.That(outcome.Code, Is.Zero);
    }

    [Test]
    public void Start_lifts_the_limit_of_locked_memory_and_sets_the_runtimes_environment()
    {
        using RcSubrStub rc = new();
        Assert.That(rc.Run("start").Out, Does.StartWith("limits: -C daemon\nlimits: -l unlimited\n")
            .And.Contain("env: DOTNET_GCgen0size=400000\n"));
    }

    [Test]
    public void The_shell_finds_no_fault_in_the_script()
    {
        using Process shell = Process.Start("/bin/sh", ["-n", Repository.File("rc.d/beastq")]);
        Assert.That(shell.WaitForExit(TimeSpan.FromSeconds(60)));
        Assert.That(shell.ExitCode, Is.Zero);
    }

    [Test]
    public void A_faulty_configuration_starts_nothing()
    {
        using RcSubrStub rc = new();
        rc.ExitWith(1);
        Outcome outcome = rc.Run("start");
        Assert.That(outcome.Code, Is.Not.Zero);
        Assert.That(outcome.Out, Does.Contain("failed precmd").And.Not.Contain("daemon:"));
    }

    [Test]
    public void Without_a_configuration_nothing_starts()
    {
        using RcSubrStub rc = new();
        File.Delete(rc.Configuration);
        Outcome outcome = rc.Run("start");
        Assert.That(outcome.Code, Is.Not.Zero);
        Assert.That(outcome.Out, Does.Contain("is not readable").And.Not.Contain("daemon:"));
    }

    [Test]
    public void Status_is_the_short_status_and_keeps_its_exit_code([Range(0, 3)] int code)
    {
        using RcSubrStub rc = new();
        rc.ExitWith(code);
        Assert.That(rc.Run("status").Code, Is.EqualTo(code));
        Assert.That(rc.Calls, Is.EqualTo($"status --short --config {rc.Configuration}\n"));
    }

    [Test]
    public void Reload_and_stop_concern_the_child_and_not_its_supervisor()
    {
        using RcSubrStub rc = new();
        File.WriteAllText(rc.PidFile, $"{Environment.ProcessId}");
        Assert.That(rc.Run("reload").Out, Is.EqualTo($"HUP {Environment.ProcessId} {rc.Binary}\n"));
        Assert.That(rc.Run("stop").Out, Is.EqualTo($"TERM {Environment.ProcessId} {rc.Binary}\n"));
    }

    [Test]
    public void Stop_and_start_wait_until_the_supervisor_let_the_pid_file_go([Values("stop", "start")] string verb)
    {
        using RcSubrStub rc = new();
        using Process dead = Process.Start("/bin/sh", ["-c", "exit 0"]);
        dead.WaitForExit();
        File.WriteAllText(rc.PidFile, $"{dead.Id}");
        using Process supervisor = Process.Start("/bin/sh", ["-c", $"sleep 1; rm {rc.PidFile}"]);
        rc.Run(verb);
        Assert.That(File.Exists(rc.PidFile), Is.False);
        supervisor.WaitForExit();
    }

    [Test]
    public void An_old_pid_file_does_not_prevent_a_start()
    {
        using RcSubrStub rc = new();
        File.WriteAllText(rc.PidFile, "");
        Assert.That(rc.Run("start").Out, Does.Contain($"daemon: {rc.Binary}"));
    }

    [Test]
    public void It_says_where_it_stands_in_the_order_and_that_it_wants_a_shutdown()
    {
        string script = File.ReadAllText(Repository.File("rc.d/beastq"));
        Assert.That(script, Does.StartWith("#!/bin/sh\n")
            .And.Contain("\n# PROVIDE: beastq\n")
            .And.Contain("\n# REQUIRE: NETWORKING FILESYSTEMS syslogd ctld iscsictl\n")
            .And.Contain("\n# KEYWORD: nojail shutdown\n"));
    }
}
