using Beast.Quorum.Platform.Devices;
using Beast.Quorum.Platform.Tests.Support;

namespace Beast.Quorum.Platform.Tests.Devices;

internal sealed class DeviceAdviceTests
{
    // What a real FreeBSD answers: a write-open of a vdev EPERM, an odd length EINVAL, a disk that is gone ENXIO.
    [TestCase("EPERM", DeviceCall.Open, "GEOM", "zpool status")]
    [TestCase("EINVAL", DeviceCall.Read, "sector size", "")]
    [TestCase("ENXIO", DeviceCall.Write, "gone", "iSCSI")]
    [TestCase("EIO", DeviceCall.Write, "reservation", "camcontrol persist")]
    [TestCase("ENOENT", DeviceCall.Open, "gpart show -l", "label")]
    public void Each_error_of_a_disk_says_what_it_means_there_and_what_to_do(
        string name, DeviceCall call, string meaning, string action)
    {
        int error = ErrnoTable.Entries.Single(entry => entry.Name == name).Here;

        string advice = DeviceAdvice.Of(call, error, onFreeBsd: true);
        Assert.That(advice, Does.Contain(meaning).And.Contain(action));
        Assert.That(DeviceAdvice.Explain(call, error), Does.Contain(name));
    }

    [Test]
    public void No_two_errors_have_the_same_advice()
    {
        string[] names = ["EPERM", "EINVAL", "ENXIO", "EIO", "ENOENT", "EROFS", "ENOSPC", "EISDIR"];
        IEnumerable<string> advice = names.Select(name => DeviceAdvice.Of(
            DeviceCall.Write, ErrnoTable.Entries.Single(entry => entry.Name == name).Here, onFreeBsd: true));

        Assert.That(advice, Is.Unique.And.All.Not.Empty);
    }

    [Test]
    public void A_device_is_flushed_if_it_is_open_for_writing()
    {
        using TemporaryDirectory directory = new();
        string path = directory.File("disk", 16 * 4096);
        using RawDevice writer = RawDevice.Open(path);
        using RawDevice reader = RawDevice.Open(path, readOnly: true);

        Assert.That((writer.Flush(), reader.Flush()), Is.EqualTo((0, Errno.EROFS)));
        writer.Dispose();
        Assert.That(writer.Flush(), Is.EqualTo(Errno.ENXIO));
    }

    [Test]
    public void A_driver_that_cannot_flush_is_fine_and_other_errors_are_not()
    {
        Assert.That(RawDevice.Tolerated(Errno.EOPNOTSUPP), Is.Zero);
        Assert.That(RawDevice.Tolerated(Errno.EIO), Is.EqualTo(Errno.EIO));
    }

    // As DIOCGIDENT answered on a real system: padded by the driver, or empty.
    [TestCase("MYSERIAL   0\0\0\0", "MYSERIAL   0")]
    [TestCase("  SCSISH9 \0rest", "SCSISH9")]
    [TestCase("\0\0", null)]
    [TestCase("   ", null)]
    public void A_serial_number_ends_at_its_NUL_and_loses_the_blanks_around_it(string raw, string? ident) =>
        Assert.That(DiskIdent.Clean(System.Text.Encoding.ASCII.GetBytes(raw)), Is.EqualTo(ident));

    [Test]
    public void On_Linux_a_partition_has_the_serial_number_of_its_disk()
    {
        using TemporaryDirectory directory = new();
        string disk = Directory.CreateDirectory(directory["sys/devices/pci/block/sda/device"]).Parent!.FullName;
        string part = Directory.CreateDirectory(Path.Combine(disk, "sda1")).FullName;
        File.WriteAllText(Path.Combine(part, "partition"), "1\n");
        File.WriteAllText(Path.Combine(disk, "device", "wwid"), "naa.5000c500a0b1c2d3\n");
        string classes = Directory.CreateDirectory(directory["sys/class/block"]).FullName;
        File.CreateSymbolicLink(Path.Combine(classes, "sda1"), part);

        Assert.That(DiskIdent.FromSysfs(directory["sys"], "/dev/sda1"), Is.EqualTo("naa.5000c500a0b1c2d3"));
        Assert.That(DiskIdent.FromSysfs(directory["sys"], "/dev/sdz"), Is.Null);
    }

    [Test]
    public void A_file_has_no_serial_number()
    {
        using TemporaryDirectory directory = new();
        using RawDevice device = RawDevice.Open(directory.File("disk", 16 * 4096));

        Assert.That(device.Ident, Is.Null);
    }
}
