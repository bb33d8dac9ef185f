using Beast.Quorum.Storage.Zfs;

namespace Beast.Quorum.Storage.Tests.Failures;

/// <summary>
/// Every message of zpool(8) and zfs(8) that is known from the sources of FreeBSD 10.4 to 15 (illumos ZFS and OpenZFS
/// 2.1 to 2.4), word for word, with its reason. What is printed on standard output stands behind the bar.
/// </summary>
[TestFixture]
internal sealed class PoolTextTests
{
    private const string Missing =
        "|The devices below are missing or corrupted, use '-m' to import the pool anyway:\n\t    da3 [log]\n";

    private static readonly (string Text, PoolFailure Reason)[] Pools =
    [
        ("cannot import 'P': pool may be in use from other system, it was last accessed by HOST (hostid: 0xHEX) on " +
            "DATE\nuse '-f' to import anyway", PoolFailure.InUseElsewhere),
        ("cannot import 'P': pool may be in use from other system\nuse '-f' to import anyway",
            PoolFailure.InUseElsewhere),
        ("cannot import 'P': pool was previously in use from another system.\nLast accessed by HOST (hostid=HEX) at " +
            "DATE\nThe pool can be imported, use 'zpool import -f' to import the pool.", PoolFailure.InUseElsewhere),
        ("cannot import 'P': pool was previously in use from another system.\nLast accessed by <unknown> " +
            "(hostid=0) at DATE", PoolFailure.InUseElsewhere),
        ("pool 'P' could not be loaded as it was last accessed by another system (host: H hostid: 0x19aa69e). See: " +
            "http://illumos.org/msg/ZFS-8000-EY", PoolFailure.InUseElsewhere),
        ("cannot import 'P': pool is imported on HOST (hostid: 0xHEX)\nExport the pool on the other system, then run " +
            "'zpool import'.", PoolFailure.ActiveElsewhere),
        ("cannot import 'P': pool is imported on host 'H' (hostid=HEX).", PoolFailure.ActiveElsewhere),
        ("cannot import 'P': pool is imported on a different host", PoolFailure.ActiveElsewhere),
        ("Cannot import 'P': pool has the multihost property on and the\nsystem's hostid is not set. Set a unique " +
            "hostid with the zgenhostid(8) command.", PoolFailure.NoHostId),
        ("cannot import 'P': the multihost claim could not be written to a device", PoolFailure.MultihostClaim),
        ("cannot import 'P': I/O errors occurred while writing the multihost claim.", PoolFailure.MultihostClaim),
        ("cannot import 'P': a pool with that name is already created/imported,\nand no additional pools with that " +
            "name were found", PoolFailure.AlreadyImported),
        ("cannot import 'P': a pool with that name already exists\nuse the form 'zpool import [-t] <pool | id> " +
            "<newpool>' to create a temporary pool", PoolFailure.NameTaken),
        ("cannot import 'P': a pool with that name already exists\nuse the form 'zpool import <pool | id> <newpool>' " +
            "to give it a new name", PoolFailure.NameTaken),
        ("cannot import 'P': pool already exists", PoolFailure.NameTaken),
        ("cannot import 'P': no such pool available", PoolFailure.NoSuchPool),
        ("no pools available to import", PoolFailure.NoSuchPool),
        ("|no pools available to import", PoolFailure.NoSuchPool),
        ("cannot import 'P': more than one matching pool\nimport by numeric ID instead", PoolFailure.Ambiguous),
        ("cannot import 'P': one or more devices is currently unavailable" + Missing, PoolFailure.MissingLogDevice),
        ("cannot import 'P': one or more devices is currently unavailable" +
            Missing.Replace(" [log]", "", StringComparison.Ordinal), PoolFailure.MissingDevices),
        ("cannot import 'P': one or more devices is currently unavailable", PoolFailure.MissingDevices),
        ("cannot import 'P': one or more devices is read only", PoolFailure.ReadOnlyDevice),
        ("cannot import 'P': pool is busy", PoolFailure.Busy),
        ("cannot import 'P': one or more devices are already in use", PoolFailure.Busy),
        ("cannot import 'P': I/O error|Recovery is possible, but will result in some data loss.\n",
            PoolFailure.NeedsRewind),
        ("cannot import 'P': I/O error|\tDestroy and re-create the pool from\n\ta backup source.\n",
            PoolFailure.CorruptMetadata),
        ("cannot import 'P': I/O error", PoolFailure.IoError),
        ("cannot import 'P': invalid vdev configuration", PoolFailure.InvalidConfiguration),
        ("cannot import 'P': unsupported version or feature|This pool uses the following feature(s) not supported " +
            "by this system:\n\torg.openzfs:draid\n", PoolFailure.UnsupportedFeature),
        ("cannot export 'P': pool is busy", PoolFailure.Busy),
        ("cannot unmount '/mnt': pool or dataset is busy", PoolFailure.Busy),
        ("cannot unmount '/mnt': Device busy", PoolFailure.Busy),
        ("cannot export 'P': pool export in progress", PoolFailure.Busy),
        ("cannot open 'P': no such pool", PoolFailure.NoSuchPool),
        ("use '-f' to override the following errors:\n'P' has an active shared spare which could be used by other " +
            "pools once 'P' is exported.", PoolFailure.SharedSpare),
        ("cannot scrub 'P': pool I/O is currently suspended", PoolFailure.Suspended),
        ("MMP writes to pool 'P' have not succeeded in over 10000 ms; suspending pool, hrtime 1",
            PoolFailure.Suspended),
        ("cannot discover pools: permission denied", PoolFailure.PermissionDenied),
        ("Import was successful, but unable to mount some datasets", PoolFailure.ImportedNotMounted),
        ("Import was successful, but unable to share some datasets", PoolFailure.ImportedNotMounted),
        ("-c is incompatible with -d", PoolFailure.Usage),
        ("-c is incompatible with -s", PoolFailure.Usage),
        ("-l is incompatible with -N", PoolFailure.Usage),
        ("-n or -X only meaningful with -F", PoolFailure.Usage),
        ("invalid option 'j'\nusage:\n\tstatus [-vx]", PoolFailure.Usage),
        ("unrecognized command 'version'\nusage: zpool command args ...", PoolFailure.Usage),
        ("failed to open cache file: No such file or directory\ncannot import 'P': no such pool available",
            PoolFailure.BadCacheFile),
        ("cannot import: invalid or corrupt cache file contents", PoolFailure.BadCacheFile),
        ("cannot set property for 'P': property 'cachefile' must be empty, an absolute path, or 'none'",
            PoolFailure.BadValue),
        ("cannot set property for 'P': '/x' is not a valid directory", PoolFailure.BadValue),
        ("cannot open 'P': pool is unavailable", PoolFailure.Faulted),
        ("cannot import 'P': one or more devices is currently unavailable|cachefile import failed, retrying\n",
            PoolFailure.MissingDevices),
        ("", PoolFailure.Silent),
    ];

    private static readonly (string Text, DatasetFailure Reason)[] Datasets =
    [
        ("cannot open 'P/v': dataset does not exist", DatasetFailure.NoSuchDataset),
        ("cannot open 'P': no such pool", DatasetFailure.NoSuchPool),
        ("cannot create 'P/v': dataset already exists", DatasetFailure.Exists),
        ("cannot destroy 'P/v': dataset is busy", DatasetFailure.Busy),
        ("cannot unmount '/mnt': Device busy", DatasetFailure.Busy),
        ("cannot create 'P/v': out of space", DatasetFailure.NoSpace),
        ("cannot set property for 'P': 'sync' must be one of 'standard | always | disabled'", DatasetFailure.BadValue),
        ("cannot create 'P/v': pool I/O is currently suspended", DatasetFailure.Suspended),
        ("cannot create 'P/v': permission denied", DatasetFailure.PermissionDenied),
        ("invalid option 'j'\nusage:", DatasetFailure.Usage),
    ];

    [Test]
    public void Every_text_of_zpool_has_its_reason_in_any_case_and_on_either_stream()
    {
        using (Assert.EnterMultipleScope())
        {
            foreach ((string text, PoolFailure reason) in Pools)
            {
                (string error, string output) = Streams(text);
                Assert.That(PoolFailures.Recognise(error, output), Is.EqualTo(reason), text);
                Assert.That(PoolFailures.Recognise(output, error), Is.EqualTo(reason), "other stream: " + text);
                Assert.That(PoolFailures.Recognise(error.ToUpperInvariant(), output.ToUpperInvariant()),
                    Is.EqualTo(reason), "upper case: " + text);
            }
        }
    }

    [Test]
    public void Every_text_of_zfs_has_its_reason()
    {
        foreach ((string text, DatasetFailure reason) in Datasets)
        {
            Assert.That(DatasetFailures.Recognise(text, ""), Is.EqualTo(reason), text);
        }

        IEnumerable<DatasetFailure> never = Enum.GetValues<DatasetFailure>().Except(Datasets.Select(row => row.Reason));
        Assert.That(string.Join(' ', never), Is.EqualTo("Unknown"), "each other reason is met");
    }

    [Test]
    public void Every_reason_of_zfs_has_an_advice([Values] DatasetFailure failure) =>
        Assert.That(DatasetFailures.Advice(failure), Is.Not.Empty.And.Not.EndsWith("."));

    [TestCase(PoolFailure.InUseElsewhere)]
    [TestCase(PoolFailure.ActiveElsewhere)]
    [TestCase(PoolFailure.MultihostClaim)]
    [TestCase(PoolFailure.NoHostId)]
    [TestCase(PoolFailure.AlreadyImported)]
    [TestCase(PoolFailure.NameTaken)]
    [TestCase(PoolFailure.Suspended)]
    [TestCase(PoolFailure.PermissionDenied)]
    public void What_no_other_search_can_change_is_not_asked_again(PoolFailure failure) =>
        Assert.That(PoolFailures.AnotherSearchMayHelp(failure), Is.False);

    [TestCase(PoolFailure.NoSuchPool)]
    [TestCase(PoolFailure.MissingDevices)]
    [TestCase(PoolFailure.MissingLogDevice)]
    [TestCase(PoolFailure.InvalidConfiguration)]
    [TestCase(PoolFailure.Usage)]
    public void What_an_old_list_of_devices_may_cause_is_asked_again_in_another_way(PoolFailure failure) =>
        Assert.That(PoolFailures.AnotherSearchMayHelp(failure), Is.True);

    private static (string Error, string Output) Streams(string text)
    {
        string[] parts = text.Split('|', 2);

        // A bar inside the form '<pool | id>' is no separator.
        bool separates = parts.Length == 2 && !parts[0].EndsWith(' ');
        return separates ? (parts[0], parts[1]) : (text, "");
    }
}
