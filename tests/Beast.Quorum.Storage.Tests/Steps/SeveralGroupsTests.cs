using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Plans;
using Beast.Quorum.Storage.Inspection;
using Beast.Quorum.Storage.Steps;
using Beast.Quorum.Storage.Tests.Support;
using Beast.Quorum.Storage.Zfs;

namespace Beast.Quorum.Storage.Tests.Steps;

/// <summary>What hangs for one group holds up no other.</summary>
[TestFixture]
internal sealed class SeveralGroupsTests
{
    private const string Stuck = "/sbin/zpool import -f -N -o cachefile=none left";
    private const string StuckRole =
        "/usr/sbin/ctladm modify -b block -l 7 -o file=/dev/zvol/left/v -o ha_role=primary";
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);

    [TestCase(Stuck, StepKind.ImportPool, "left")]
    [TestCase(StuckRole, StepKind.TakeLunRole, "7")]
    public void A_group_is_taken_over_from_end_to_end_while_a_step_of_another_hangs(
        string hangs, StepKind kind, string subject)
    {
        using ManualResetEventSlim entered = new(), release = new();
        FakeHost host = Right();
        host.On(hangs, _ =>
        {
            entered.Set();
            release.Wait(Long);
            return Transcript.Exit(1, "", "cannot import 'left': I/O error\n");
        });
        Thread other = new(() => host.Executor.Run(
            host.Group with { Name = "left", Id = 1 }, Step(kind, subject), () => true, () => { }));
        other.Start();
        Assert.That(entered.Wait(Long), Is.True);

        foreach (PlanStep step in PlanBuilder.Build(host.Group, Transition.Takeover).Steps)
        {
            StepResult result = host.Executor.Run(host.Group, step, () => true, () => { });
            Assert.That(result.Outcome.Succeeded(), Is.True, $"{step}: {result.Detail}");
        }

        GroupInspection seen = new GroupInspector(host.System).Inspect(host.Group);
        Assert.That((seen.Imported, seen.Primary), Is.EqualTo((ImportState.ReadWrite, (bool?)true)));
        Assert.That(ServiceFaults.Of(seen), Is.Empty);
        Assert.That(release.IsSet, Is.False);
        release.Set();
        Assert.That(other.Join(Long), Is.True);
    }

    private static PlanStep Step(StepKind kind, string subject) =>
        new(0, 0, kind, subject, TimeSpan.FromHours(1), FailureRule.FailPlan, RetryRule.Once);

    /// <summary>Group right with LUN 0 on pool beast; LUN 7 belongs to group left.</summary>
    private static FakeHost Right()
    {
        const string right = "/usr/sbin/ctladm modify -b block -l 0 -o file=/dev/zvol/beast/v0 -o ha_role=primary";
        FakeHost host = new FakeHost()
            .WithSoundPool("beast")
            .On("/sbin/zpool import -f -N -o cachefile=none beast", Transcript.Exit(0))
            .On("/sbin/zpool get -H -o value cachefile beast", Transcript.Exit(0, "none\n"))
            .On("/sbin/zpool get -H -o value readonly beast", Transcript.Exit(0, "off\n"))
            .On("/sbin/zpool list -H -p -o name,guid,health", Transcript.Exit(0, "beast\t1\tONLINE\n"))
            .On("/usr/sbin/service ctld onestatus", Transcript.Get("service", "onestatus, running"))
            .On("/usr/sbin/ctladm devlist -x", Luns("secondary"), Luns("primary"))
            .On(right, Transcript.Get("ctladm", "modify, done"))
            .On("/usr/sbin/ctladm tur 0", Transcript.Get("ctladm", "tur, ready"));
        string why = "";
        host.Paths.Setup(paths => paths.CanOpen("/dev/zvol/beast/v0", out why)).Returns(true);
        host.Group = host.Group with { Name = "right", Profile = StorageProfile.CtlHaLun };
        return host;
    }

    private static Platform.Processes.CommandResult Luns(string role) => Transcript.Exit(0, $"""
        <ctllunlist>
        <lun id="0">
        	<backend_type>block</backend_type>
        	<size>8</size>
        	<file>/dev/zvol/beast/v0</file>
        	<ha_role>{role}</ha_role>
        </lun>
        <lun id="7">
        	<backend_type>block</backend_type>
        	<size>8</size>
        	<file>/dev/zvol/left/v</file>
        </lun>
        </ctllunlist>

        """);
}
