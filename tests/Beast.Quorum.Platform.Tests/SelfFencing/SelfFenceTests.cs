using Beast.Quorum.Platform.SelfFencing;
using Beast.Quorum.Platform.Tests.Support;

namespace Beast.Quorum.Platform.Tests.SelfFencing;

/// <summary>The real steps are never taken here: they would end the host that runs the tests.</summary>
internal sealed class SelfFenceTests
{
    private readonly List<string> steps = [];

    [SetUp]
    public void SetUp() => steps.Clear();

    [Test]
    public void The_native_ladder_is_panic_then_reboot_then_the_end_of_the_process()
    {
        new NativeSelfFence(Calls()).Fire("lease lost");

        Assert.That(steps, Is.EqualTo(new[] { "panic", "reboot", "kill" }));
    }

    [Test]
    public void The_command_gets_the_reason_and_outlives_us()
    {
        using TemporaryDirectory directory = new();
        string script = $"echo \"$BEASTQ_REASON\" > {directory["t"]} && mv {directory["t"]} {directory["fenced"]}";
        new CommandSelfFence(["/bin/sh", "-c", script], Calls()).Fire("lease lost; pool imported");

        Assert.That(steps, Is.EqualTo(new[] { "kill" }));
        Eventually.True(() => File.Exists(directory["fenced"]), "the command did not run");
        Assert.That(File.ReadAllText(directory["fenced"]), Is.EqualTo("lease lost; pool imported\n"));
    }

    [Test]
    public void A_command_that_cannot_be_started_still_ends_the_process()
    {
        new CommandSelfFence(["/nonexistent/power-switch"], Calls()).Fire("lease lost");

        Assert.That(steps, Is.EqualTo(new[] { "kill" }));
    }

    [Test]
    public void The_sentinel_is_read_at_the_next_start_and_cleared()
    {
        using TemporaryDirectory directory = new();
        string path = directory["sentinel"];
        Assert.That(Sentinel.Read(path), Is.Null);

        // 200 ms may be too short on a loaded machine: then it says so, and is asked again.
        Eventually.True(() => Sentinel.Write(path, "why: ✓"), "it could not be written");
        Assert.That(Sentinel.Read(path), Is.EqualTo("why: ✓"));
        Sentinel.Clear(path);
        Assert.That(Sentinel.Read(path), Is.Null);
    }

    [Test]
    public void A_sentinel_that_cannot_be_written_says_so_and_throws_nothing() =>
        Assert.That(Sentinel.Write("/nonexistent/directory/sentinel", "x"), Is.False);

    [Test]
    public void Of_a_file_that_is_no_sentinel_no_more_than_64_KiB_are_read()
    {
        using TemporaryDirectory directory = new();
        string path = directory["sentinel"];
        using (FileStream file = File.Create(path))
        {
            file.SetLength(1L << 32);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.That(Sentinel.Read(path), Has.Length.EqualTo(64 * 1024));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(4 << 20));
    }

    private RecordedCalls Calls() => new(steps);

    private sealed class RecordedCalls(List<string> steps) : ISelfFenceCalls
    {
        public void Panic() => steps.Add("panic");

        public void Reboot() => steps.Add("reboot");

        public void KillSelf() => steps.Add("kill");
    }
}
