using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Platform.Tests.Support;

namespace Beast.Quorum.Platform.Tests.Processes;

internal sealed class CommandRunnerTests
{
    private static readonly TimeSpan Ample = TimeSpan.FromSeconds(60);
    private readonly CommandRunner runner = new();

    [Test]
    public void A_program_that_ends_gives_its_exit_code_and_both_outputs()
    {
        CommandResult result = Shell("echo out; echo err >&2; exit 3");

        Assert.That(result, Is.EqualTo(new CommandResult(
            CommandEnd.Exited, 3, "out\n", "err\n", result.Elapsed, result.ProcessId)));
        Assert.That(result.ProcessId, Is.GreaterThan(1));
        Assert.That(result.Succeeded, Is.False);
    }

    [Test]
    public void Arguments_arrive_as_they_are_without_a_shell()
    {
        string[] odd = ["", "a b", "$HOME", "'\"", "ü✓", "-n"];

        CommandResult result = Run(["/usr/bin/printf", "[%s]", .. odd]);

        Assert.That(result.StandardOutput, Is.EqualTo(string.Concat(odd.Select(text => $"[{text}]"))));
    }

    [Test]
    public void A_program_ended_by_a_signal_is_told_apart_from_one_that_exits()
    {
        CommandResult result = Shell("kill -TERM $$");

        Assert.That((result.End, result.ExitCode), Is.EqualTo((CommandEnd.Signalled, 128 + Signals.Terminate)));
    }

    [Test]
    public void A_program_that_passes_its_deadline_is_killed_and_its_output_kept()
    {
        CommandResult result = Shell("echo begun; exec sleep 1000", TimeSpan.FromSeconds(1));

        Assert.That((result.End, result.ExitCode), Is.EqualTo((CommandEnd.TimedOut, 128 + Signals.Kill)));
        Assert.That(result.StandardOutput, Is.EqualTo("begun\n"));
        Assert.That(result.Elapsed, Is.GreaterThanOrEqualTo(TimeSpan.FromSeconds(1)).And.LessThan(Ample));
        Assert.That(Eventually.Lives(result.ProcessId), Is.False);
    }

    [Test]
    public void A_helper_left_behind_neither_delays_the_answer_nor_survives()
    {
        CommandResult result = Shell("sleep 1000 & echo $!; exit 0");

        Assert.That((result.End, result.ExitCode), Is.EqualTo((CommandEnd.Exited, 0)));
        Assert.That(result.Elapsed, Is.LessThan(Ample));
        int helper = int.Parse(result.StandardOutput, System.Globalization.CultureInfo.InvariantCulture);
        Eventually.True(() => !Eventually.Lives(helper), "the helper is still alive");
    }

    [Test]
    public void A_helper_that_left_the_group_with_our_pipe_does_not_delay_the_answer()
    {
        if (!File.Exists("/usr/bin/setsid"))
        {
            Assert.Ignore("there is no setsid(1)");
        }

        using TemporaryDirectory directory = new();
        CommandResult result = Shell($"setsid sh -c 'echo $$ > {directory["pid"]}; exec sleep 1000' & " +
            $"while [ ! -s {directory["pid"]} ]; do :; done; echo done");
        int helper = int.Parse(File.ReadAllText(directory["pid"]), System.Globalization.CultureInfo.InvariantCulture);
        Signals.Send(helper, Signals.Kill);

        Assert.That(result.StandardOutput, Is.EqualTo("done\n"));
        Assert.That(result.Elapsed, Is.LessThan(Ample));
    }

    [Test]
    public void Output_over_the_limit_is_dropped_and_the_program_never_blocks()
    {
        CommandResult result = runner.Run(
            new CommandRequest(["/bin/sh", "-c", "yes | head -c 3000000; echo end >&2"], Ample) { OutputLimit = 10 });

        Assert.That(result.StandardOutput, Is.EqualTo("y\ny\ny\ny\ny\n[cut]"));
        Assert.That(result.StandardError, Is.EqualTo("end\n"));
        Assert.That(result.Succeeded, Is.True);
    }

    [Test]
    public void A_flood_of_output_does_not_postpone_the_deadline()
    {
        CommandResult result = Run(["yes"], TimeSpan.FromMilliseconds(300));

        Assert.That(result.End, Is.EqualTo(CommandEnd.TimedOut));
        Assert.That(result.StandardOutput, Has.Length.EqualTo((64 * 1024) + "[cut]".Length));
    }

    [TestCase("/nonexistent/program", "no such file")]
    [TestCase("no-such-program-anywhere", "no such file")]
    [TestCase("/etc/passwd", "permission denied")]
    [TestCase("/", "permission denied")]
    [TestCase("", "no program named")]
    [TestCase("/bin/ech\0o", "NUL")]
    public void A_program_that_cannot_be_started_says_why(string program, string why)
    {
        CommandResult result = Run([program]);

        Assert.That((result.End, result.ExitCode, result.ProcessId), Is.EqualTo((CommandEnd.NotStarted, -1, 0)));
        Assert.That(result.StandardError, Does.Contain(why));
    }

    [Test]
    public void No_arguments_at_all_start_nothing() =>
        Assert.That(Run([]).End, Is.EqualTo(CommandEnd.NotStarted));

    [Test]
    public void Nothing_starts_when_the_last_question_is_answered_with_no()
    {
        using TemporaryDirectory directory = new();
        CommandResult result = runner.Run(
            new CommandRequest(["/usr/bin/touch", directory["trace"]], Ample) { MayStart = () => false });

        Assert.That((result.End, result.ProcessId), Is.EqualTo((CommandEnd.Refused, 0)));
        Assert.That(File.Exists(directory["trace"]), Is.False);
    }

    [Test]
    public void A_question_that_throws_counts_as_no()
    {
        CommandResult result = runner.Run(new CommandRequest(["/bin/true"], Ample)
        {
            MayStart = () => throw new InvalidOperationException("no lease"),
        });

        Assert.That(result.End, Is.EqualTo(CommandEnd.Refused));
        Assert.That(result.StandardError, Does.Contain("no lease"));
    }

    [Test]
    public void A_start_that_hangs_past_the_deadline_is_abandoned_and_reported_when_it_is_gone()
    {
        using ManualResetEventSlim hang = new();
        using ManualResetEventSlim gone = new();
        int calls = 0;
        CommandResult result = new CommandRunner(TimeSpan.FromMilliseconds(50)).Run(
            new CommandRequest(["/bin/sleep", "1001"], TimeSpan.FromMilliseconds(50))
            {
                // Stands for a program whose loading hangs on a dead disk: the caller must not hang with it.
                MayStart = () => hang.Wait(Ample),
                WhenGone = () =>
                {
                    calls++;
                    gone.Set();
                },
            });

        Assert.That(result.End, Is.EqualTo(CommandEnd.Abandoned));
        Assert.That(gone.IsSet, Is.False);
        string[] living = [.. AbandonedCommands.List().Select(each => each.Program)];
        long total = AbandonedCommands.Total;
        hang.Set();
        Assert.That(gone.Wait(Ample), Is.True);
        Assert.That(living, Has.Member("/bin/sleep 1001"), "it is counted while it is there");
        Assert.That(AbandonedCommands.List().Select(each => each.Program), Has.No.Member("/bin/sleep 1001"));
        Assert.That(total, Is.Positive);
        Assert.That(calls, Is.EqualTo(1));
    }

    [Test]
    public void A_process_that_cannot_be_reaped_in_time_is_abandoned_and_reaped_later()
    {
        // A grace of nothing stands for a process that SIGKILL does not end at once.
        using ManualResetEventSlim gone = new();
        CommandResult result = null!;
        for (int tries = 0; tries < 100 && result?.End != CommandEnd.Abandoned; tries++)
        {
            gone.Reset();
            result = new CommandRunner(TimeSpan.Zero).Run(
                new CommandRequest(["/bin/sleep", "1000"], TimeSpan.FromMilliseconds(100)) { WhenGone = gone.Set });
        }

        Assert.That((result.End, result.ExitCode), Is.EqualTo((CommandEnd.Abandoned, -1)));
        Assert.That(gone.Wait(Ample), Is.True);
        Assert.That(Directory.Exists($"/proc/{result.ProcessId}"), Is.False, "a zombie was left");
    }

    [Test]
    public void The_environment_is_inherited_and_added_to()
    {
        CommandResult result = runner.Run(new CommandRequest(["/bin/sh", "-c", "echo $PATH; echo $ADDED"], Ample)
        {
            Environment = new Dictionary<string, string> { ["ADDED"] = "a=b c" },
        });

        Assert.That(result.StandardOutput, Is.EqualTo($"{Environment.GetEnvironmentVariable("PATH")}\na=b c\n"));
    }

    [Test]
    public void Standard_input_is_empty() => Assert.That(Run(["/bin/cat"]).StandardOutput, Is.Empty);

    [Test]
    public void Signals_that_we_ignore_are_back_at_their_defaults_in_the_child()
    {
        // The runtime ignores SIGPIPE; a child that inherited that would not end by it.
        CommandResult result = Run(["/bin/sh", "-c", "kill -PIPE $$; echo survived"]);

        Assert.That((result.End, result.StandardOutput), Is.EqualTo((CommandEnd.Signalled, "")));
    }

    private CommandResult Shell(string script, TimeSpan? deadline = null) => Run(["/bin/sh", "-c", script], deadline);

    private CommandResult Run(string[] arguments, TimeSpan? deadline = null) =>
        runner.Run(new CommandRequest(arguments, deadline ?? Ample));
}
