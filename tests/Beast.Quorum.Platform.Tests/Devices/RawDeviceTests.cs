using Beast.Quorum.Platform.Devices;
using Beast.Quorum.Platform.Tests.Support;

namespace Beast.Quorum.Platform.Tests.Devices;

internal sealed class RawDeviceTests
{
    private const int Block = 4096;
    private TemporaryDirectory directory = null!;
    private NativeBuffer buffer = null!;

    [SetUp]
    public void SetUp()
    {
        directory = new TemporaryDirectory();
        buffer = new NativeBuffer(8 * Block);
    }

    [TearDown]
    public void TearDown()
    {
        buffer.Dispose();
        directory.Dispose();
    }

    [Test]
    public void What_is_written_is_read_back_and_is_in_the_file()
    {
        using RawDevice device = RawDevice.Open(directory.File("disk", 16 * Block));
        buffer.AsSpan()[..Block].Fill(7);

        Assert.That(device.Write(3 * Block, buffer, Block), Is.EqualTo(new DeviceResult(Block, 0)));
        buffer.AsSpan().Clear();
        Assert.That(device.Read(3 * Block, buffer, Block), Is.EqualTo(new DeviceResult(Block, 0)));

        Assert.That(buffer.AsSpan()[..Block].ToArray(), Is.All.EqualTo(7));
        byte[] file = File.ReadAllBytes(device.Path);
        Assert.That(file.AsSpan(3 * Block, Block).ToArray(), Is.All.EqualTo(7));
        Assert.That(file.Count(b => b == 7), Is.EqualTo(Block));
    }

    [Test]
    public void A_file_tells_its_size_and_a_sector_size_that_fits_every_disk()
    {
        using RawDevice device = RawDevice.Open(directory.File("disk", 256 * Block));

        Assert.That((device.Size, device.SectorSize, device.IsDisk), Is.EqualTo((256L * Block, Block, false)));
    }

    [TestCase(512, Block)]
    [TestCase(0, 100)]
    [TestCase(0, -Block)]
    [TestCase(-Block, Block)]
    [TestCase(0, 9 * Block)]
    public void A_transfer_that_does_not_fit_is_refused_before_the_call(long offset, int count)
    {
        using RawDevice device = RawDevice.Open(directory.File("disk", 16 * Block));

        Assert.That(device.Read(offset, buffer, count), Is.EqualTo(DeviceResult.Failed(Errno.EINVAL)));
        Assert.That(device.Write(offset, buffer, count), Is.EqualTo(DeviceResult.Failed(Errno.EINVAL)));
    }

    [Test]
    public void A_read_across_the_end_is_short_and_one_at_the_end_is_empty()
    {
        using RawDevice device = RawDevice.Open(directory.File("disk", 4 * Block));

        Assert.That(device.Read(2 * Block, buffer, 8 * Block), Is.EqualTo(new DeviceResult(2 * Block, 0)));
        Assert.That(device.Read(4 * Block, buffer, Block), Is.EqualTo(new DeviceResult(0, 0)));
    }

    [Test]
    public void A_write_past_the_end_fails_instead_of_growing_the_file()
    {
        using RawDevice device = RawDevice.Open(directory.File("disk", 4 * Block));

        Assert.That(device.Write(4 * Block, buffer, Block).Error, Is.EqualTo(Errno.ENOSPC));
        Assert.That(device.Write(long.MaxValue - Block + 1, buffer, Block).Error, Is.EqualTo(Errno.ENOSPC));
        Assert.That(new FileInfo(device.Path).Length, Is.EqualTo(4 * Block));
    }

    [Test]
    public void A_device_opened_for_reading_refuses_writes()
    {
        using RawDevice device = RawDevice.Open(directory.File("disk", 4 * Block), readOnly: true);

        Assert.That(device.Read(0, buffer, Block).Ok, Is.True);
        Assert.That(device.Write(0, buffer, Block).Error, Is.EqualTo(Errno.EROFS));
    }

    [Test]
    public void A_closed_device_is_gone_for_every_call()
    {
        RawDevice device = RawDevice.Open(directory.File("disk", 4 * Block));
        device.Dispose();

        Assert.That(device.Read(0, buffer, Block).Error, Is.EqualTo(Errno.ENXIO));
        Assert.That(device.Write(0, buffer, Block).Error, Is.EqualTo(Errno.ENXIO));
    }

    [Test]
    public void A_missing_device_is_refused_with_number_path_and_advice() =>
        Refused(directory["missing"], Errno.ENOENT);

    [Test]
    public void A_directory_is_refused() => Refused(directory.Root, Errno.EISDIR);

    [Test]
    public void An_empty_file_is_refused() => Refused(directory.File("empty", 0), Errno.ENXIO);

    [Test]
    public void A_device_without_a_size_is_refused() => Refused("/dev/null", null);

    [Test]
    public void A_named_pipe_is_refused_without_waiting_for_its_other_end()
    {
        using Platform.Processes.SpawnedProcess maker =
            Platform.Processes.SpawnedProcess.Start(["mkfifo", directory["pipe"]]);
        Assert.That(maker.WaitForExit(TimeSpan.FromSeconds(30)), Is.True);

        Refused(directory["pipe"], null, readOnly: true);
        Refused(directory["pipe"], null);
    }

    [Test]
    public void Transfers_allocate_nothing()
    {
        using RawDevice device = RawDevice.Open(directory.File("disk", 16 * Block));
        long bytes = Allocations.OfThousand(() =>
        {
            _ = device.Read(0, buffer, 8 * Block);
            _ = device.Write(Block, buffer, Block);
            _ = device.Write(1, buffer, Block);
        });

        Assert.That(bytes, Is.Zero);
    }

    [Test]
    public void A_buffer_is_aligned_zeroed_and_unusable_after_its_end()
    {
        NativeBuffer own = new(5000);
        Assert.That(own.Length, Is.EqualTo(5000));
        Assert.That(own.AsSpan().ToArray(), Is.All.Zero);
        own.Dispose();
        Assert.That(() => own.AsSpan().Length, Throws.TypeOf<ObjectDisposedException>());

        using RawDevice device = RawDevice.Open(directory.File("disk", 4 * Block));
        Assert.That(device.Read(0, own, Block).Error, Is.EqualTo(Errno.EINVAL));
    }

    private static void Refused(string path, int? error, bool readOnly = false)
    {
        DeviceException? thrown = Assert.Throws<DeviceException>(() => RawDevice.Open(path, readOnly).Dispose());
        Assert.That(thrown!.Message, Does.Contain(path));
        Assert.That(thrown.Error, error is null ? Is.Not.Zero : Is.EqualTo(error));
    }
}
