using Beast.Quorum.Platform.Devices;
using Beast.Quorum.Platform.Scheduling;

namespace Beast.Quorum.Platform.Tests.Scheduling;

/// <summary>Each call either works or says why not; which of the two depends on the user who runs the tests.</summary>
internal sealed class SchedulingTests
{
    private const string OomFile = "/proc/self/oom_score_adj";

    [Test]
    public void Memory_is_locked_as_root_or_the_reason_is_told()
    {
        (bool ok, string message) = MemoryLock.LockAll();
        string status = File.Exists("/proc/self/status") ? File.ReadAllText("/proc/self/status") : "";
        Assert.That(MemoryLock.UnlockAll(), Is.True);

        Assert.That(message, ok ? Is.EqualTo("memory is locked") : Does.StartWith("memory is not locked"));
        if (ok && status.Length > 0)
        {
            Assert.That(status, Does.Not.Match(@"VmLck:\s+0 kB"));
        }
    }

    [Test]
    public void A_thread_gets_real_time_priority_as_root_or_the_reason_is_told()
    {
        (bool Ok, string Message) outcome = default;
        string stat = "";
        Thread thread = new(() =>
        {
            outcome = RealTimePriority.SetForCallingThread(0);
            stat = File.Exists("/proc/thread-self/stat") ? File.ReadAllText("/proc/thread-self/stat") : "";
        });
        thread.Start();
        thread.Join();

        Assert.That(outcome.Message, Does.Contain(outcome.Ok ? "has real-time" : "no real-time"));
        if (outcome.Ok && stat.Length > 0)
        {
            // Fields 40 and 41 of proc(5): real-time priority and policy (SCHED_RR is 2).
            string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            Assert.That((fields[37], fields[38]), Is.EqualTo(("1", "2")));
        }
    }

    [Test]
    public void A_strength_off_the_scale_is_refused() => Assert.That(
        () => RealTimePriority.SetForCallingThread(32), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void The_process_is_protected_from_the_out_of_memory_killer_as_root_or_the_reason_is_told()
    {
        string? before = File.Exists(OomFile) ? File.ReadAllText(OomFile) : null;
        (bool ok, string message) = OomProtection.Enable();
        string? during = before is null ? null : File.ReadAllText(OomFile).Trim();
        if (ok && before is not null)
        {
            File.WriteAllText(OomFile, before);
        }

        Assert.That(message, Does.StartWith(ok ? "protected" : "not protected"));
        Assert.That(!ok || during is null or "-1000", Is.True, during);
    }

    [TestCase("ENOMEM", false, "beastq_limits=\"-l unlimited\"")]
    [TestCase("ENOMEM", true, "GCHeapHardLimit")]
    [TestCase("EAGAIN", true, "vm.max_user_wired")]
    [TestCase("EPERM", true, "run as root")]
    [TestCase("EINVAL", true, "mlockall(2)")]
    public void What_keeps_memory_from_being_locked_says_what_to_do(string name, bool raised, string advice) =>
        Assert.That(MemoryLock.Advice(ErrnoTable.Entries.Single(entry => entry.Name == name).Here, raised),
            Does.Contain(advice));
}
