using Beast.Quorum.Platform.Clock;
using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Platform.Tests.Support;

namespace Beast.Quorum.Platform.Tests.Processes;

internal sealed class SpawnedProcessTests
{
    private static readonly TimeSpan Ample = TimeSpan.FromSeconds(60);

    [Test]
    public void Its_end_is_noticed_with_code_and_time_and_told_once()
    {
        long before = MonotonicClock.Ticks;
        using SpawnedProcess process = SpawnedProcess.Start(["/bin/sh", "-c", "exit 7"]);
        int told = 0;
        using ManualResetEventSlim exited = new();
        process.Exited += (_, _) =>
        {
            told++;
            exited.Set();
        };

        Assert.That(exited.Wait(Ample), Is.True);
        Assert.That(process.WaitForExit(Ample), Is.True);
        Assert.That((process.ExitCode, told), Is.EqualTo((7, 1)));
        Assert.That(process.ExitedAtTicks, Is.InRange(before, MonotonicClock.Ticks));
    }

    [Test]
    public void While_it_runs_there_is_no_code_and_no_time()
    {
        using SpawnedProcess process = SpawnedProcess.Start(["/bin/sleep", "1000"]);

        Assert.That(process.WaitForExit(TimeSpan.Zero), Is.False);
        Assert.That((process.HasExited, process.ExitCode, process.ExitedAtTicks), Is.EqualTo((false, -1, 0L)));
        Assert.That(Eventually.Lives(process.Pid), Is.True);
    }

    [Test]
    public void A_signal_reaches_it()
    {
        using SpawnedProcess process = SpawnedProcess.Start(["/bin/sleep", "1000"]);

        Assert.That(process.Signal(Signals.Terminate), Is.True);
        Assert.That(process.WaitForExit(Ample), Is.True);
        Assert.That(process.ExitCode, Is.EqualTo(128 + Signals.Terminate));
        Assert.That(process.Signal(Signals.Terminate), Is.False, "it was sent to a process that is gone");
    }

    [Test]
    public void A_stopped_process_goes_on_after_continue()
    {
        using SpawnedProcess process = SpawnedProcess.Start(["/bin/sleep", "1000"]);
        process.Signal(Signals.Stop);
        Eventually.True(() => State(process.Pid) == 'T', "it did not stop");
        process.Signal(Signals.Continue);
        Eventually.True(() => State(process.Pid) != 'T', "it did not go on");
    }

    [Test]
    public void Disposing_kills_the_whole_group()
    {
        using TemporaryDirectory directory = new();
        SpawnedProcess process = SpawnedProcess.Start(
            ["/bin/sh", "-c", $"sleep 1000 & echo $! > {directory["pid"]}; wait"]);
        Eventually.True(() => File.Exists(directory["pid"]) && File.ReadAllText(directory["pid"]).EndsWith('\n'),
            "the helper did not start");
        int helper = int.Parse(
            File.ReadAllText(directory["pid"]), System.Globalization.CultureInfo.InvariantCulture);

        process.Dispose();

        Assert.That(process.HasExited, Is.True);
        Eventually.True(() => !Eventually.Lives(helper), "the helper is still alive");
    }

    [Test]
    public void Output_is_appended_to_files_and_the_directory_and_environment_are_set()
    {
        using TemporaryDirectory directory = new();
        for (int i = 0; i < 2; i++)
        {
            using SpawnedProcess process = SpawnedProcess.Start(
                ["/bin/sh", "-c", "pwd; echo $WHO >&2"],
                new Dictionary<string, string> { ["WHO"] = "me" },
                directory.Root,
                directory["out"],
                directory["err"]);
            Assert.That(process.WaitForExit(Ample), Is.True);
        }

        Assert.That(File.ReadAllText(directory["out"]), Is.EqualTo($"{directory.Root}\n{directory.Root}\n"));
        Assert.That(File.ReadAllText(directory["err"]), Is.EqualTo("me\nme\n"));
    }

    [Test]
    public void A_program_that_cannot_be_started_throws_with_the_reason() => Assert.That(
        () => SpawnedProcess.Start(["/nonexistent/program"]),
        Throws.InstanceOf<IOException>().With.Message.Contains("/nonexistent/program"));

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(-1)]
    public void An_id_that_means_many_processes_is_refused(int pid) => Assert.That(
        () => Signals.Send(pid, 0), Throws.InstanceOf<ArgumentOutOfRangeException>());

    private static char State(int pid)
    {
        string stat = File.ReadAllText($"/proc/{pid}/stat");
        return stat[stat.LastIndexOf(')') + 2];
    }
}
