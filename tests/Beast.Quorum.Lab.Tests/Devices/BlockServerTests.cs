using System.Buffers.Binary;
using System.Net.Sockets;
using Beast.Quorum.Lab.Devices;
using Beast.Quorum.Lab.Tests.Support;
using Beast.Quorum.Lab.Wire;

namespace Beast.Quorum.Lab.Tests.Devices;

/// <summary>The device of kind "socket" and its faults.</summary>
public sealed class BlockServerTests
{
    private const int Size = 1 << 20;
    private TemporaryDirectory _directory = null!;
    private BlockServer _server = null!;
    private Socket _client = null!;
    private string _file = null!;

    [SetUp]
    public void Serve_a_file()
    {
        _directory = new TemporaryDirectory();
        _file = Path.Combine(_directory.Path, "q");
        File.WriteAllBytes(_file, new byte[Size]);
        _server = new BlockServer(_file, Path.Combine(_directory.Path, "s"));
        _client = Connect();
    }

    [TearDown]
    public void Stop()
    {
        _client.Dispose();
        _server.Dispose();
        _directory.Dispose();
    }

    [Test]
    public void Size_write_and_read_work()
    {
        Send(_client, 0, 0, 0);
        Assert.That(Answer(_client), Is.EqualTo((0, 512, (long)Size)));
        byte[] data = Block(7);
        Assert.That(Write(_client, 4096, data), Is.Zero);
        Assert.That(Read(_client, 4096, 4096, out byte[] got), Is.Zero);
        Assert.That(got, Is.EqualTo(data));
        Assert.That(File.ReadAllBytes(_file)[4096], Is.EqualTo(7));
    }

    [TestCase(1, 4096)]
    [TestCase(0, 100)]
    [TestCase(Size, 4096)]
    [TestCase(Size - 512, 4096)]
    [TestCase(-512, 512)]
    public void Misaligned_or_past_the_end_is_an_invalid_argument(long offset, int count)
    {
        Assert.That(Read(_client, offset, count, out _), Is.EqualTo(22));
        Assert.That(Read(_client, 0, 512, out _), Is.Zero, "the connection goes on");
    }

    [Test]
    public void A_hung_write_lands_when_the_device_goes_on()
    {
        _server.Faults.IsHung = true;
        Send(_client, 2, 8192, 4096, Block(9));
        using Socket other = Connect();
        Send(other, 1, 8192, 4096);
        Assert.That(other.Poll(100_000, SelectMode.SelectRead), Is.False);
        Assert.That(File.ReadAllBytes(_file)[8192], Is.Zero);
        _server.Faults.IsHung = false;
        Assert.That(Answer(_client).Error, Is.Zero);
        Assert.That(File.ReadAllBytes(_file)[8192], Is.EqualTo(9));
    }

    [Test]
    public void Errors_hit_everything_or_chosen_blocks()
    {
        _server.Faults.SetBad(2, true);
        Assert.That(Read(_client, 8192, 4096, out _), Is.EqualTo(5));
        Assert.That(Read(_client, 4096, 8192, out _), Is.EqualTo(5), "a read over a bad block");
        Assert.That(Read(_client, 4096, 4096, out _), Is.Zero);
        _server.Faults.SetBad(2, false);
        Assert.That(Read(_client, 8192, 4096, out _), Is.Zero);
        _server.Faults.Error = 6;
        Assert.That(Write(_client, 0, Block(1)), Is.EqualTo(6));
        _server.Faults.Error = 0;
        Assert.That(File.ReadAllBytes(_file)[0], Is.Zero);
    }

    [Test]
    public void A_write_protected_disk_is_read_and_not_written()
    {
        _server.Faults.IsReadOnly = true;
        Assert.That(Write(_client, 4096, Block(4)), Is.EqualTo(30));
        Assert.That(Read(_client, 4096, 4096, out byte[] got), Is.Zero);
        Assert.That(got, Is.EqualTo(Block(0)));
        _server.Faults.IsReadOnly = false;
        Assert.That(Write(_client, 4096, Block(4)), Is.Zero);
    }

    [TestCase(false)]
    [TestCase(true)]
    public void Another_disk_in_its_place_takes_the_requests_until_its_own_is_back(bool unplugged)
    {
        string other = Path.Combine(_directory.Path, "other");
        File.WriteAllBytes(other, new byte[Size]);
        _server.Exchange(other, unplugged);
        if (unplugged)
        {
            Assert.That(_client.ReadExactly(new byte[1]), Is.False, "the connection is gone");
            _client.Dispose();
            _client = Connect();
        }

        Assert.That(Write(_client, 4096, Block(6)), Is.Zero);
        Assert.That(File.ReadAllBytes(_file)[4096], Is.Zero);
        Assert.That(File.ReadAllBytes(other)[4096], Is.EqualTo(6));

        _server.Exchange(null, unplugged: false);
        Assert.That(Read(_client, 4096, 4096, out byte[] got), Is.Zero, "on the same connection");
        Assert.That(got, Is.EqualTo(Block(0)));
    }

    [Test]
    public void Two_servers_on_one_file_have_faults_of_their_own()
    {
        using var second = new BlockServer(_file, Path.Combine(_directory.Path, "t"));
        _server.Faults.Error = 5;
        using Socket other = Connect("t");
        Assert.That(Write(other, 0, Block(3)), Is.Zero);
        Assert.That(Read(_client, 0, 4096, out _), Is.EqualTo(5));
    }

    [Test]
    public void What_is_no_request_ends_the_connection()
    {
        _client.WriteExactly(new byte[BlockServer.HeaderLength]);
        Assert.That(_client.ReadExactly(new byte[1]), Is.False);
        using Socket other = Connect();
        Assert.That(Read(other, 0, 512, out _), Is.Zero, "others are served");
    }

    private Socket Connect(string name = "s")
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
        {
            ReceiveTimeout = 30_000,
        };
        socket.Connect(new UnixDomainSocketEndPoint(Path.Combine(_directory.Path, name)));
        return socket;
    }

    private static byte[] Block(byte value)
    {
        var block = new byte[4096];
        Array.Fill(block, value);
        return block;
    }

    private static void Send(Socket socket, uint operation, long offset, int count, byte[]? data = null)
    {
        var request = new byte[BlockServer.HeaderLength];
        BinaryPrimitives.WriteUInt32LittleEndian(request, BlockServer.Magic);
        BinaryPrimitives.WriteUInt32LittleEndian(request.AsSpan(4), operation);
        BinaryPrimitives.WriteInt64LittleEndian(request.AsSpan(8), offset);
        BinaryPrimitives.WriteInt32LittleEndian(request.AsSpan(16), count);
        Assert.That(socket.WriteExactly(request) && socket.WriteExactly(data ?? []), Is.True);
    }

    private static (int Error, int Count, long Size) Answer(Socket socket)
    {
        var answer = new byte[BlockServer.HeaderLength];
        Assert.That(socket.ReadExactly(answer), Is.True);
        Assert.That(BinaryPrimitives.ReadUInt32LittleEndian(answer), Is.EqualTo(BlockServer.Magic));
        return (BinaryPrimitives.ReadInt32LittleEndian(answer.AsSpan(4)),
            BinaryPrimitives.ReadInt32LittleEndian(answer.AsSpan(8)),
            BinaryPrimitives.ReadInt64LittleEndian(answer.AsSpan(16)));
    }

    private static int Write(Socket socket, long offset, byte[] data)
    {
        Send(socket, 2, offset, data.Length, data);
        return Answer(socket).Error;
    }

    private static int Read(Socket socket, long offset, int count, out byte[] data)
    {
        Send(socket, 1, offset, count);
        (int error, int got, _) = Answer(socket);
        data = new byte[got];
        Assert.That(socket.ReadExactly(data), Is.True);
        return error;
    }
}
