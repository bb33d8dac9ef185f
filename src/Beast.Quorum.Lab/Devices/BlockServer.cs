using System.Buffers.Binary;
using System.Net.Sockets;
using Beast.Quorum.Lab.Wire;
using Microsoft.Win32.SafeHandles;

namespace Beast.Quorum.Lab.Devices;

/// <summary>
/// Serves the quorum file to one node over a Unix stream socket, with the faults of <see cref="Faults"/>. Request, 24
/// bytes little-endian: u32 magic, u32 operation (0 size, 1 read, 2 write), i64 offset, u32 count, u32 reserved; a
/// write is followed by its data. Answer, 24 bytes: u32 magic, i32 errno, u32 count (size: the sector size),
/// u32 reserved, i64 size; a read is followed by its data.
/// </summary>
public sealed class BlockServer : IDisposable
{
    /// <summary>The first word of every request and answer.</summary>
    public const uint Magic = 0x42514251;

    /// <summary>Bytes of a request or answer without data.</summary>
    public const int HeaderLength = 24;

    /// <summary>What the device claims as its sector size.</summary>
    public const int SectorSize = 512;

    private const int LongestTransfer = 1 << 20;
    private const int InvalidArgument = 22;
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly SafeFileHandle _own;
    private readonly Lock _gate = new();
    private readonly HashSet<Socket> _connections = [];
    private volatile SafeFileHandle _file;

    /// <summary>Opens the file and listens.</summary>
    /// <param name="file">An existing file; its length is the device's size.</param>
    /// <param name="socketPath">The Unix socket; one that is left over is replaced.</param>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="SocketException">The socket cannot be made.</exception>
    public BlockServer(string file, string socketPath)
    {
        _own = Open(file);
        _file = _own;
        File.Delete(socketPath);
        _listener.Bind(new UnixDomainSocketEndPoint(socketPath));
        _listener.Listen(8);
        LabThread.Start("block-server", AcceptAll);
    }

    /// <summary>What is wrong with the device as this node sees it.</summary>
    public BlockFaults Faults { get; } = new();

    /// <summary>Puts another disk in the place of this one, or its own back.</summary>
    /// <param name="file">The file that requests go to from now on; null: the one that it was made with.</param>
    /// <param name="unplugged">
    /// Whether the connections break, so that the client opens the device anew; else it does not hear of it.
    /// </param>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public void Exchange(string? file, bool unplugged)
    {
        SafeFileHandle before = _file;
        _file = file is null ? _own : Open(file);
        if (unplugged)
        {
            Unplug();
        }

        if (before != _own && before != _file)
        {
            before.Dispose();
        }
    }

    /// <summary>Closes all connections and the file; hung requests fail.</summary>
    public void Dispose()
    {
        Faults.Error = BlockFaults.InputOutputError;
        Faults.IsHung = false;
        _listener.Dispose();
        Unplug();
        _file.Dispose();
        _own.Dispose();
    }

    private static SafeFileHandle Open(string file) =>
        File.OpenHandle(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);

    private void Unplug()
    {
        lock (_gate)
        {
            foreach (Socket connection in _connections)
            {
                connection.Dispose();
            }
        }
    }

    private void AcceptAll()
    {
        try
        {
            while (true)
            {
                Socket socket = _listener.Accept();
                lock (_gate)
                {
                    _connections.Add(socket);
                }

                LabThread.Start("block-client", () => Serve(socket));
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The listener was closed.
        }
    }

    private void Serve(Socket socket)
    {
        try
        {
            var buffer = new byte[LongestTransfer];
            var header = new byte[HeaderLength];
            while (socket.ReadExactly(header) && ServeOne(socket, header, buffer))
            {
                // Until the other side closes or sends what is no request.
            }
        }
        catch (ObjectDisposedException)
        {
            // Disposed in the middle of a request: a device that was pulled.
        }
        finally
        {
            socket.Dispose();
            lock (_gate)
            {
                _connections.Remove(socket);
            }
        }
    }

    private bool ServeOne(Socket socket, byte[] header, byte[] buffer)
    {
        uint operation = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(4));
        long offset = BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(8));
        uint count = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(16));
        if (BinaryPrimitives.ReadUInt32LittleEndian(header) != Magic || operation > 2 || count > LongestTransfer)
        {
            return false;
        }

        Span<byte> data = buffer.AsSpan(0, (int)count);
        if (operation == 2 && !socket.ReadExactly(data))
        {
            return false;
        }

        int error = Faults.Meet(offset, (int)count, operation == 2);
        SafeFileHandle file = _file;
        long size = Length(file);
        if (error == 0 && operation != 0)
        {
            error = Transfer(file, operation == 2, offset, data, size);
        }

        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(4), error);
        BinaryPrimitives.WriteUInt32LittleEndian(
            header.AsSpan(8), error != 0 ? 0 : operation == 0 ? SectorSize : count);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(12), 0);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(16), size);
        return socket.WriteExactly(header) && (operation != 1 || error != 0 || socket.WriteExactly(data));
    }

    private static long Length(SafeFileHandle file)
    {
        try
        {
            return RandomAccess.GetLength(file);
        }
        catch (ObjectDisposedException)
        {
            // Exchanged or disposed under this request: it fails with the transfer, below.
            return 0;
        }
    }

    private static int Transfer(SafeFileHandle file, bool write, long offset, Span<byte> data, long size)
    {
        // Past the end and misaligned are EINVAL, as on a FreeBSD character device.
        if (offset < 0 || offset % SectorSize != 0 || data.Length % SectorSize != 0 || offset + data.Length > size)
        {
            return InvalidArgument;
        }

        try
        {
            if (write)
            {
                RandomAccess.Write(file, data, offset);
                return 0;
            }

            return RandomAccess.Read(file, data, offset) == data.Length ? 0 : BlockFaults.InputOutputError;
        }
        catch (IOException)
        {
            return BlockFaults.InputOutputError;
        }
        catch (ObjectDisposedException)
        {
            // Exchanged or disposed under this request.
            return BlockFaults.InputOutputError;
        }
    }
}
