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
    }

    [TearDown]
    public void RemoveFolder() => folder?.Dispose();

    [TestCase("power on node 1", Description = "hosts and daemons are just starting")]
    [TestCase("power off node 0", Description = "a takeover is about to come")]
    public void Kill_9_of_the_lab_leaves_no_process_behind(string moment)
    {
        using SpawnedProcess lab = StartLab();
        AwaitMoment(lab, moment);
        Assert.That(LabProcesses.Of(folder.Path), Has.Count.GreaterThan(2), "the count must see a running lab");

        lab.Signal(Signals.Kill);
        Assert.That(lab.WaitForExit(TimeSpan.FromSeconds(30)), Is.True);

        NothingIsLeft();
    }

    [TestCase("power on node 1")]
    [TestCase("power off node 0")]
    public void Ctrl_C_ends_everything_and_removes_the_directory(string moment)
    {
        using SpawnedProcess lab = StartLab();
        AwaitMoment(lab, moment);

        lab.Signal(Signals.Interrupt);
        Assert.That(lab.WaitForExit(TimeSpan.FromSeconds(60)), Is.True, "it must end");

        Assert.That(lab.ExitCode, Is.EqualTo(130), () => File.ReadAllText(folder.File("output")));
        NothingIsLeft();
        Assert.That(Directory.EnumerateDirectories(folder.File("t")), Is.Empty);
    }

    private SpawnedProcess StartLab()
    {
        Directory.CreateDirectory(folder.File("t"));
        return SpawnedProcess.Start(
            [.. Beastq.Words, "lab", "run", "--timing", "fast"],
            new Dictionary<string, string> { ["TMPDIR"] = folder.File("t") },
            null, folder.File("output"), folder.File("output"));
    }

    private void AwaitMoment(SpawnedProcess lab, string moment) => Eventually.True(
        () => lab.HasExited || File.ReadAllText(folder.File("output")).Contains(moment, StringComparison.Ordinal),
        moment, () => File.ReadAllText(folder.File("output")));

    private void NothingIsLeft() => Eventually.True(
        () => LabProcesses.Of(folder.Path).Count == 0,
        "nothing of the lab runs",
        () => string.Join('\n', LabProcesses.Of(folder.Path)));
}
