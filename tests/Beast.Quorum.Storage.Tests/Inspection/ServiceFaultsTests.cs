using Beast.Quorum.Storage.Inspection;
using Beast.Quorum.Storage.Targets;
using Beast.Quorum.Storage.Zfs;

namespace Beast.Quorum.Storage.Tests.Inspection;

public sealed class ServiceFaultsTests
{
    private static readonly GroupInspection Fine = new()
    {
        Imported = ImportState.ReadWrite,
        Health = new Dictionary<string, string> { ["beast"] = "ONLINE" },
        Primary = true,
        Luns = new Dictionary<int, bool> { [0] = true },
        TargetDaemon = TargetDaemonState.Running,
        Link = 2,
    };

    private static readonly string[] Everything =
    [
        "its pools are not imported read-write", "CTL is secondary on this node", "ctld does not run",
        "LUN 0 is not ready",
    ];

    [Test]
    public void A_healthy_service_has_none() => Assert.That(ServiceFaults.Of(Fine), Is.Empty);

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(null)]
    public void The_link_to_a_peer_that_is_off_is_none(int? link)
    {
        GroupInspection seen = Fine with { Link = link, Problems = ["the HA link is not established"] };
        Assert.That(ServiceFaults.Of(seen), Is.Empty);
    }

    [TestCase("DEGRADED", false)]
    [TestCase("SUSPENDED", true)]
    [TestCase("FAULTED", true)]
    [TestCase("UNAVAIL", true)]
    public void Only_a_pool_that_answers_no_more_is_one(string health, bool fault)
    {
        GroupInspection seen = Fine with { Health = new Dictionary<string, string> { ["beast"] = health } };
        Assert.That(ServiceFaults.Of(seen), fault ? Is.EqualTo(new[] { $"pool beast is {health}" }) : Is.Empty);
    }

    [Test]
    public void What_could_not_be_seen_is_none()
    {
        GroupInspection seen = Fine with
        {
            Imported = ImportState.Unknown,
            Primary = null,
            TargetDaemon = TargetDaemonState.Unknown,
        };
        Assert.That(ServiceFaults.Of(seen), Is.Empty);
    }

    [Test]
    public void Each_part_that_is_missing_is_named() => Assert.That(
        ServiceFaults.Of(new GroupInspection
        {
            Imported = ImportState.No,
            Primary = false,
            TargetDaemon = TargetDaemonState.Stopped,
            Luns = new Dictionary<int, bool> { [0] = false },
        }),
        Is.EqualTo(Everything));

    [TestCase(ImportState.No, null, true, TestName = "A_standby_of_which_nothing_is_known_is_well")]
    [TestCase(ImportState.No, true, true, TestName = "A_standby_that_reaches_the_owners_volume_is_well")]
    [TestCase(ImportState.No, false, false, TestName = "A_standby_that_lost_its_way_is_not_well")]
    [TestCase(ImportState.ReadWrite, null, true, TestName = "An_owner_without_faults_is_well")]
    [TestCase(ImportState.ReadOnly, null, false, TestName = "A_read_only_import_serves_nobody")]
    public void Who_is_well(ImportState imported, bool? way, bool well) => Assert.That(
        ServiceFaults.IsOk(new GroupInspection { Imported = imported, PeerPathActive = way }), Is.EqualTo(well));
}
