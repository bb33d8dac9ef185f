using Beast.Quorum.Platform.SelfFencing;
using Beast.Quorum.Platform.Sysctls;
using Beast.Quorum.Platform.Tests.Support;
using Beast.Quorum.Platform.Tests.Sysctls;

namespace Beast.Quorum.Platform.Tests.SelfFencing;

/// <summary>The real steps are never taken here: they would end the host that runs the tests.</summary>
internal sealed class SelfFenceTests
{
    private readonly List<string> steps = [];
    private readonly List<string> failures = [];

    [SetUp]
    public void SetUp()
    {
        steps.Clear();
        failures.Clear();
    }

    [Test]
    public void A_panic_and_a_reboot_that_are_refused_lead_to_the_end_of_the_process()
    {
        RecordedCalls calls = Calls();
        calls.OnPanic = () => "operation not permitted; kern.securelevel above 0";
        calls.OnReboot = () => "operation not permitted (EPERM): run as root";
        new NativeSelfFence(calls).Fire("lease lost", failures.Add);

        Assert.That(steps, Is.EqualTo(new[] { "panic", "reboot", "kill" }));
        Assert.That(failures, Is.EqualTo(new[]
        {
            "panic failed: operation not permitted; kern.securelevel above 0",
            "reboot failed: operation not permitted (EPERM): run as root",
        }));
    }

    [Test]
    public void A_step_that_hangs_leads_to_the_next()
    {
        using ManualResetEventSlim never = new();
        RecordedCalls calls = Calls();
        calls.OnPanic = () =>
        {
            never.Wait();
            return "at last";
        };
        calls.OnReboot = calls.OnPanic;
        TimeSpan little = TimeSpan.FromMilliseconds(50);
        Task fired = Task.Run(() => new NativeSelfFence(calls) { PanicWithin = little, RebootWithin = little }
            .Fire("lease lost", failures.Add));
        bool ended = fired.Wait(TimeSpan.FromSeconds(60));
        never.Set();

        Assert.That(ended, Is.True);
        Assert.That(steps, Is.EqualTo(new[] { "panic", "reboot", "kill" }));
        Assert.That(failures, Has.All.Contains("nothing came of it within 0.1 s"));
    }

    [Test]
    public void A_step_that_throws_leads_to_the_next()
    {
        RecordedCalls calls = Calls();
        calls.OnPanic = () => throw new DllNotFoundException("no libc");
        calls.OnReboot = () => throw new EntryPointNotFoundException("no reboot");
        new NativeSelfFence(calls).Fire("lease lost", failures.Add);

        Assert.That(steps, Is.EqualTo(new[] { "panic", "reboot", "kill" }));
        Assert.That(failures, Is.EqualTo(new[] { "panic failed: no libc", "reboot failed: no reboot" }));
    }

    [Test]
    public void A_listener_that_throws_does_not_keep_the_process_alive()
    {
        RecordedCalls calls = Calls();

        Assert.That(() => new NativeSelfFence(calls).Fire("lease lost", _ => throw new IOException("no disk")),
            Throws.TypeOf<IOException>());
        Assert.That(steps, Is.EqualTo(new[] { "panic", "reboot", "kill" }));
    }

    [Test]
    public void A_system_without_a_panic_goes_on_to_the_reboot_without_a_complaint()
    {
        RecordedCalls calls = Calls();
        calls.OnPanic = () => null;
        new NativeSelfFence(calls).Fire("lease lost", failures.Add);

        Assert.That(failures, Is.EqualTo(new[] { "reboot failed: refused" }));
    }

    [Test]
    public void The_command_gets_the_reason_and_outlives_us()
    {
        using TemporaryDirectory directory = new();
        string script = $"echo \"$BEASTQ_REASON\" > {directory["t"]} && mv {directory["t"]} {directory["fenced"]}";
        new CommandSelfFence(["/bin/sh", "-c", script], Calls()).Fire("lease lost; pool imported", failures.Add);

        Assert.That(steps, Is.EqualTo(new[] { "kill" }));
        Eventually.True(() => File.Exists(directory["fenced"]), "the command did not run");
        Assert.That(File.ReadAllText(directory["fenced"]), Is.EqualTo("lease lost; pool imported\n"));
    }

    [Test]
    public void A_command_that_cannot_be_started_still_ends_the_process()
    {
        new CommandSelfFence(["/nonexistent/power-switch"], Calls()).Fire("lease lost", failures.Add);

        Assert.That(steps, Is.EqualTo(new[] { "kill" }));
        Assert.That(failures, Has.Count.EqualTo(1));
    }

    [Test]
    public void Settings_that_weaken_a_self_fence_are_told_at_the_start()
    {
        FakeKernel kernel = new();
        kernel.Add("kern.securelevel", 2, 1, 0, 0, 0);
        kernel.Add("debug.debugger_on_panic", 2, 1, 0, 0, 0);
        kernel.Add("kern.panic_reboot_wait_time", 2, 15, 0, 0, 0);

        IReadOnlyList<string> warnings = SelfFenceOutlook.Warnings(new NativeSysctl(kernel));
        Assert.That(warnings, Has.Count.EqualTo(3));
        Assert.That(warnings[0], Does.Contain("securelevel"));
        Assert.That(warnings[2], Does.Contain("is 15"));
    }

    [Test]
    public void Good_settings_and_unknown_ones_are_not_mentioned()
    {
        FakeKernel kernel = new();
        kernel.Add("kern.securelevel", 2, 255, 255, 255, 255);
        kernel.Add("kern.panic_reboot_wait_time", 2, 0, 0, 0, 0);

        Assert.That(SelfFenceOutlook.Warnings(new NativeSysctl(kernel)), Is.Empty);
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
        internal Func<string?> OnPanic { get; set; } = () => "refused";

        internal Func<string?> OnReboot { get; set; } = () => "refused";

        public string? Panic()
        {
            steps.Add("panic");
            return OnPanic();
        }

        public string? Reboot()
        {
            steps.Add("reboot");
            return OnReboot();
        }

        public void KillSelf() => steps.Add("kill");
    }
}
