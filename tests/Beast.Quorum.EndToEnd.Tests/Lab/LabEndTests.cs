using System.Diagnostics;
using Beast.Quorum.EndToEnd.Tests.Support;
using Beast.Quorum.Platform.Processes;

namespace Beast.Quorum.EndToEnd.Tests.Lab;

/// <summary>However the lab ends, nothing of it is left.</summary>
[TestFixture]
[NonParallelizable]
internal sealed class LabEndTests
{
    private TestFolder folder = null!;

    [SetUp]
    public void MakeFolder()
    {
        if (!Directory.Exists("/proc/self"))
        {
            Assert.Ignore("processes are counted in /proc, which this system has not");
        }

        folder = new TestFolder();
        Directory.CreateDirectory(folder.File("t"));
    }

    [TearDown]
    public void RemoveFolder() => folder?.Dispose();

    [TestCase("power on node 1", Description = "hosts and daemons are just starting")]
    [TestCase("power off node 0", Description = "a takeover is about to come")]
    public void Kill_9_of_the_lab_leaves_no_process_behind(string moment)
    {
        // Not in a process group of its own, which would be killed with it.
        using Process lab = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", Command])
        {
            Environment = { ["TMPDIR"] = folder.File("t") },
        })!;
        AwaitMoment(() => lab.HasExited, moment);
        Assert.That(LabProcesses.Of(folder.Path), Has.Count.GreaterThan(2), "the count must see a running lab");

        Signals.Send(lab.Id, Signals.Kill);
        Assert.That(lab.WaitForExit(TimeSpan.FromSeconds(30)), Is.True);

        NothingIsLeft();
    }

    [TestCase("power on node 1")]
    [TestCase("power off node 0")]
    public void Ctrl_C_ends_everything_and_removes_the_directory(string moment)
    {
        using SpawnedProcess lab = SpawnedProcess.Start(
            ["/bin/sh", "-c", Command], new Dictionary<string, string> { ["TMPDIR"] = folder.File("t") });
        AwaitMoment(() => lab.HasExited, moment);

        // As a terminal does: to everything of the process group, the lab's own processes too.
        Signals.Send(-lab.Pid, Signals.Interrupt);
        Assert.That(lab.WaitForExit(TimeSpan.FromSeconds(60)), Is.True, "it must end");

        Assert.That(lab.ExitCode, Is.EqualTo(130), Output);
        NothingIsLeft();
        Assert.That(Directory.EnumerateDirectories(folder.File("t")), Is.Empty);
    }

    private string Command =>
        $"exec {string.Join(' ', Beastq.Words)} lab run --timing fast > {folder.File("output")} 2>&1";

    private string Output() => File.Exists(folder.File("output")) ? File.ReadAllText(folder.File("output")) : "";

    private void AwaitMoment(Func<bool> ended, string moment) => Eventually.True(
        () => ended() || Output().Contains(moment, StringComparison.Ordinal), moment, Output);

    private void NothingIsLeft() => Eventually.True(
        () => LabProcesses.Of(folder.Path).Count == 0,
        "nothing of the lab runs",
        () => string.Join('\n', LabProcesses.Of(folder.Path)));
}
