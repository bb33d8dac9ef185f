using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Daemon.Events;
using Beast.Quorum.Daemon.Hosting;
using Beast.Quorum.Daemon.Tests.Configuration;

namespace Beast.Quorum.Daemon.Tests.Hosting;

public sealed class CriticalThreadsTests
{
    private readonly List<string> warnings = [];
    private readonly List<string> taken = [];

    [SetUp]
    public void SetUp()
    {
        warnings.Clear();
        taken.Clear();
    }

    [TestCase("lock_memory", "BQ2015 no lock")]
    [TestCase("oom_protection", "BQ2030 no oom")]
    public void A_measure_is_left_out_or_warned_of_or_required(string key, string warning)
    {
        Make(key, "off", works: false).PrepareProcess();
        Assert.That(warnings.Count + taken.Count, Is.Zero);

        CriticalThreads wanted = Make(key, "on", works: false);
        wanted.PrepareProcess();
        wanted.Check();
        Assert.That(warnings.Single(), Is.EqualTo(warning));

        CriticalThreads required = Make(key, "required", works: false);
        required.PrepareProcess();
        Assert.That(required.Check, Throws.TypeOf<StartupException>().With.Message.Contains(warning[7..]));

        CriticalThreads working = Make(key, "required", works: true);
        working.PrepareProcess();
        Assert.That(working.Check, Throws.Nothing);
    }

    [Test]
    public void Required_real_time_priority_is_tried_before_anything_starts()
    {
        CriticalThreads required = Make("realtime", "required", works: false);
        required.PrepareProcess();

        Assert.That(required.Check, Throws.TypeOf<StartupException>().With.Message.Contains("no realtime"));
    }

    [Test]
    public void A_critical_thread_without_real_time_priority_is_a_warning_with_its_name()
    {
        CriticalThreads wanted = Make("realtime", "on", works: false);
        wanted.PrepareProcess();
        Assert.That(taken, Is.Empty, "nothing is tried in vain");

        Thread thread = new(() => wanted.Prepare(Thread.CurrentThread)) { Name = "decisions" };
        thread.Start();
        thread.Join();
        Assert.That(warnings, Has.Count.EqualTo(1).And.Member("BQ2016 thread 'decisions': no realtime"));
        Assert.That(wanted.Check, Throws.Nothing);
    }

    private CriticalThreads Make(string key, string value, bool works)
    {
        string[] keys = ["lock_memory", "oom_protection", "realtime"];
        string text = string.Concat(keys.Select(each => $"{each}: \"{(each == key ? value : "off")}\"\n"));
        BeastqConfiguration configuration = Yaml.With(text).Configuration;
        return new CriticalThreads(configuration, (EventEntry entry, string why) => warnings.Add($"{entry.Id} {why}"))
        {
            LockMemory = () => Measure("lock"),
            ProtectFromOom = () => Measure("oom"),
            SetRealtime = () => Measure("realtime"),
        };

        (bool Ok, string Message) Measure(string what)
        {
            taken.Add(what);
            return (works, works ? what : $"no {what}");
        }
    }
}
