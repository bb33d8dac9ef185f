using Beast.Quorum.Platform.Devices;
using Beast.Quorum.Platform.Tests.Support;

namespace Beast.Quorum.Platform.Tests.Devices;

internal sealed class SocketDeviceTests
{
    private static readonly TimeSpan Ample = TimeSpan.FromSeconds(60);
    private readonly byte[] disk = new byte[1 << 20];
    private TemporaryDirectory directory = null!;
    private BlockServer server = null!;
    private SocketDevice device = null!;
    private NativeBuffer buffer = null!;

    [SetUp]
    public void SetUp()
    {
        directory = new TemporaryDirectory();
        server = new BlockServer(directory["s"], disk);
        device = SocketDevice.Open(directory["s"]);
        buffer = new NativeBuffer(8192);
    }

    [TearDown]
    public void TearDown()
    {
        device.Dispose();
        server.Dispose();
        buffer.Dispose();
        directory.Dispose();
    }

    [Test]
    public void The_size_comes_from_the_server() =>
        Assert.That((device.Size, device.SectorSize), Is.EqualTo((1L << 20, 512)));

    [Test]
    public void What_is_written_is_read_back_and_is_on_the_server()
    {
        buffer.AsSpan().Fill(9);
        Assert.That(device.Write(4096, buffer, 8192), Is.EqualTo(new DeviceResult(8192, 0)));
        buffer.AsSpan().Clear();
        Assert.That(device.Read(4096, buffer, 8192), Is.EqualTo(new DeviceResult(8192, 0)));

        Assert.That(buffer.AsSpan().ToArray(), Is.All.EqualTo(9));
        Assert.That(server.Disk[4096], Is.EqualTo(9));
    }

    [Test]
    public void A_read_across_the_end_is_short() =>
        Assert.That(device.Read(disk.Length - 512, buffer, 1024), Is.EqualTo(new DeviceResult(512, 0)));

    [Test]
    public void The_servers_errors_come_through()
    {
        server.Error = Errno.EIO;
        Assert.That(device.Read(0, buffer, 512), Is.EqualTo(DeviceResult.Failed(Errno.EIO)));
        Assert.That(device.Write(0, buffer, 512), Is.EqualTo(DeviceResult.Failed(Errno.EIO)));

        server.Error = 0;
        Assert.That(device.Read(0, buffer, 512).Ok, Is.True);
    }

    [TestCase(1, 512)]
    [TestCase(0, 100)]
    [TestCase(-512, 512)]
    [TestCase(0, 16384)]
    public void A_transfer_that_does_not_fit_is_refused(long offset, int count) =>
        Assert.That(device.Write(offset, buffer, count).Error, Is.EqualTo(Errno.EINVAL));

    [Test]
    public void A_broken_connection_is_a_device_that_is_gone_and_the_next_call_connects_again()
    {
        Assert.That(device.Read(0, buffer, 512).Ok, Is.True);
        server.DropConnection();

        Assert.That(device.Read(0, buffer, 512).Error, Is.EqualTo(Errno.ENXIO));
        Assert.That(device.Read(0, buffer, 512), Is.EqualTo(new DeviceResult(512, 0)));
    }

    [Test]
    public void A_server_that_is_away_is_found_again_when_it_is_back()
    {
        server.Dispose();
        Assert.That(device.Read(0, buffer, 512).Error, Is.EqualTo(Errno.ENXIO));
        Assert.That(device.Write(0, buffer, 512).Error, Is.EqualTo(Errno.ENXIO));

        server = new BlockServer(directory["s"], disk);
        Assert.That(device.Write(0, buffer, 512), Is.EqualTo(new DeviceResult(512, 0)));
    }

    [Test]
    public void A_device_of_another_size_at_the_same_path_is_not_the_one_that_was_opened()
    {
        server.Dispose();
        server = new BlockServer(directory["s"], new byte[4096]);

        _ = device.Read(0, buffer, 512);
        Assert.That(device.Read(0, buffer, 512).Error, Is.EqualTo(Errno.ENXIO));
    }

    [Test]
    public void Garbage_is_never_taken_for_data()
    {
        server.Garble = true;
        Assert.That(device.Read(0, buffer, 512).Error, Is.EqualTo(Errno.ENXIO));

        server.Garble = false;
        Assert.That(device.Read(0, buffer, 512).Ok, Is.True);
    }

    [Test]
    public async Task A_server_that_hangs_is_a_disk_that_hangs_until_it_answers()
    {
        server.Answering.Reset();
        Task<DeviceResult> read = Task.Run(() => device.Read(0, buffer, 512));
        Assert.That(server.Hanging.Wait(Ample), Is.True);
        Assert.That(read.IsCompleted, Is.False);

        server.Answering.Set();
        Assert.That(await read.WaitAsync(Ample), Is.EqualTo(new DeviceResult(512, 0)));
    }

    [Test]
    public async Task Disposing_ends_a_call_that_hangs()
    {
        server.Answering.Reset();
        Task<DeviceResult> read = Task.Run(() => device.Read(0, buffer, 512));
        Assert.That(server.Hanging.Wait(Ample), Is.True);

        device.Dispose();
        Assert.That((await read.WaitAsync(Ample)).Error, Is.EqualTo(Errno.ENXIO));
        Assert.That(device.Read(0, buffer, 512).Error, Is.EqualTo(Errno.ENXIO));
    }

    [Test]
    public void A_path_without_a_server_is_refused_with_the_path()
    {
        Assert.That(() => SocketDevice.Open(directory["nobody"]),
            Throws.TypeOf<DeviceException>().With.Message.Contains(directory["nobody"]));
        Assert.That(() => SocketDevice.Open("/" + new string('x', 200)), Throws.TypeOf<DeviceException>());
    }

    [Test]
    public void Transfers_allocate_nothing()
    {
        long bytes = Allocations.OfThousand(() =>
        {
            _ = device.Read(0, buffer, 8192);
            _ = device.Write(4096, buffer, 4096);
        });

        Assert.That(bytes, Is.Zero);
    }

    [FsCheck.NUnit.Property]
    public bool A_request_survives_the_wire(byte operation, long offset, int count)
    {
        BlockRequest request = new((BlockOperation)(operation % 3), offset & long.MaxValue, count & 0xFFFFF);
        byte[] bytes = new byte[BlockProtocol.RequestLength];
        BlockProtocol.Encode(request, bytes);
        return BlockProtocol.TryDecode(bytes, out BlockRequest decoded) && decoded == request;
    }

    [FsCheck.NUnit.Property]
    public bool An_answer_survives_the_wire(int error, int count, long size)
    {
        BlockAnswer answer = new(error & int.MaxValue, count & 0xFFFFF, size & long.MaxValue);
        byte[] bytes = new byte[BlockProtocol.AnswerLength];
        BlockProtocol.Encode(answer, bytes);
        return BlockProtocol.TryDecode(bytes, out BlockAnswer decoded) && decoded == answer;
    }

    [FsCheck.NUnit.Property]
    public bool Random_bytes_are_no_request(byte[] bytes) => !BlockProtocol.TryDecode(bytes, out BlockRequest _);
}
