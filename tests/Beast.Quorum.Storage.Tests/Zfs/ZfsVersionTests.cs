using Beast.Quorum.Storage.Zfs;

namespace Beast.Quorum.Storage.Tests.Zfs;

[TestFixture]
internal sealed class ZfsVersionTests
{
    private const string NoSuchCommand = "unrecognized command 'version'\nusage: zpool command args ...\n";

    [TestCase(1004000, TestName = "FreeBSD_10_4_has_the_illumos_family")]
    [TestCase(1100122, TestName = "FreeBSD_11_0_has_the_illumos_family")]
    [TestCase(1201000, TestName = "FreeBSD_12_1_has_the_illumos_family")]
    [TestCase(1300018, TestName = "Early_13_CURRENT_had_the_illumos_family")]
    public void A_zpool_without_a_version_command_is_the_illumos_one(int release)
    {
        ZfsVersion version = ZfsVersion.Decide(2, "", NoSuchCommand, release);
        Assert.That(version, Is.EqualTo(ZfsVersion.Illumos));
        Assert.That((bool[])[version.TakesDevices, version.ListsSuspended, version.PrintsPaths, version.HasMultihost,
            version.PrintsJson], Has.All.False);
        Assert.That(version.ToString(), Is.EqualTo("illumos ZFS"));
    }

    [TestCase("zfs-2.1.4-FreeBSD_g52bad4f23\nzfs-kmod-2.1.4-FreeBSD_g52bad4f23\n", 1301000, 2, 1, false)]
    [TestCase("zfs-2.2.0-FreeBSD_g95785196f\nzfs-kmod-2.2.0-FreeBSD_g95785196f\n", 1400097, 2, 2, false)]
    [TestCase("zfs-2.3.99-1-FreeBSD_gd49e65c\nzfs-kmod-2.3.99-1-FreeBSD_gd49e65c\n", 1500000, 2, 3, true)]
    [TestCase("zfs-2.4.0-rc1\nzfs-kmod-2.4.0-rc1\n", 1500068, 2, 4, true)]
    [TestCase("zfs-2.0.3-1\nzfs-kmod-v2020031600-zfs_0\n", 1201000, 2, 0, false, TestName = "The_port_on_12")]
    [TestCase("zfs-3.0\n", null, 3, 0, true)]
    public void A_zpool_that_tells_its_version_is_OpenZFS(
        string text, int? release, int major, int minor, bool json)
    {
        ZfsVersion version = ZfsVersion.Decide(0, text, "", release);
        Assert.That(version, Is.EqualTo(new ZfsVersion(ZfsFamily.OpenZfs, major, minor)));
        Assert.That((bool[])[version.TakesDevices, version.ListsSuspended, version.PrintsPaths, version.HasMultihost],
            Has.All.True);
        Assert.That(version.PrintsJson, Is.EqualTo(json));
    }

    [Test]
    public void A_zpool_that_did_not_answer_is_told_by_its_release_where_that_is_certain()
    {
        Assert.That(ZfsVersion.Decide(null, "", "", 1201000), Is.EqualTo(ZfsVersion.Illumos));
        Assert.That(ZfsVersion.Decide(null, "", "", 1400097), Is.EqualTo(ZfsVersion.Unknown));
        Assert.That(ZfsVersion.Decide(null, "", "", null), Is.EqualTo(ZfsVersion.Unknown));
        Assert.That(ZfsVersion.Decide(1, "", "internal error", 1400097), Is.EqualTo(ZfsVersion.Unknown));
    }

    [TestCase("")]
    [TestCase("zfs-\n")]
    [TestCase("zfs-kmod-2.1.4-FreeBSD_g52bad4f23\n")]
    [TestCase("zfs-2\n")]
    [TestCase("zfs-x.y.z\n")]
    [TestCase("zfs-99999999999.1\n")]
    public void A_strange_answer_is_unknown_and_takes_no_devices(string text)
    {
        ZfsVersion version = ZfsVersion.Decide(0, text, "", 1400097);
        Assert.That(version, Is.EqualTo(ZfsVersion.Unknown));
        Assert.That(version.TakesDevices, Is.False);
    }
}
