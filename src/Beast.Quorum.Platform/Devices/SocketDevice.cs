using System.Net.Sockets;

namespace Beast.Quorum.Platform.Devices;

/// <summary>
/// A block device behind a Unix stream socket (<see cref="BlockProtocol"/>). Calls block without a limit, so a server
/// that hangs looks like a disk that hangs; a broken connection looks like a disk that is gone (ENXIO), and the next
/// call connects again. One call at a time.
/// </summary>
public sealed class SocketDevice : IBlockDevice
{
    private readonly byte[] header = new byte[Math.Max(BlockProtocol.RequestLength, BlockProtocol.AnswerLength)];
    private readonly UnixDomainSocketEndPoint server;
    private volatile Socket? connection;
    private volatile bool disposed;

    private SocketDevice(string path, UnixDomainSocketEndPoint server)
    {
        Path = path;
        this.server = server;
    }

    /// <inheritdoc/>
    public string Path { get; }

    /// <inheritdoc/>
    public long Size { get; private set; }

    /// <inheritdoc/>
    public int SectorSize { get; private set; }

    /// <summary>Connects to the server at <paramref name="path"/> and asks for its size.</summary>
    /// <exception cref="DeviceException">Nobody answers there, or not in this protocol.</exception>
    public static SocketDevice Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        SocketDevice device;
        try
        {
            device = new SocketDevice(path, new UnixDomainSocketEndPoint(path));
        }
        catch (ArgumentException e)
        {
            throw new DeviceException($"{path} cannot be the path of a socket ({e.Message}); use a shorter one", e);
        }

        int error = device.Connect();
        return error == 0 ? device : throw new DeviceException(
            $"no block server answers at {path}: {Errno.Describe(error)}; start it, or correct the path", error);
    }

    /// <inheritdoc/>
    public DeviceResult Read(long offset, NativeBuffer buffer, int count)
    {
        int error = Check(offset, buffer, count);
        if (error == 0)
        {
            error = Connect();
        }

        if (error == 0)
        {
            error = Ask(new BlockRequest(BlockOperation.Read, offset, count), default, out BlockAnswer answer);
            if (error == 0 && Receive(buffer.AsSpan()[..answer.Count]))
            {
                return new DeviceResult(answer.Count, 0);
            }

            error = error == 0 ? Errno.ENXIO : error;
        }

        return DeviceResult.Failed(error);
    }

    /// <inheritdoc/>
    public DeviceResult Write(long offset, NativeBuffer buffer, int count)
    {
        int error = Check(offset, buffer, count);
        if (error == 0)
        {
            error = Connect();
        }

        BlockAnswer answer = default;
        if (error == 0)
        {
            BlockRequest request = new(BlockOperation.Write, offset, count);
            error = Ask(request, buffer.AsSpan()[..count], out answer);
        }

        return error == 0 ? new DeviceResult(answer.Count, 0) : DeviceResult.Failed(error);
    }

    /// <summary>
    /// Closes the connection; a call that hangs on another thread ends with ENXIO, and so do later ones.
    /// </summary>
    public void Dispose()
    {
        disposed = true;
        Disconnect();
    }

    private int Check(long offset, NativeBuffer buffer, int count)
    {
        int mask = SectorSize - 1;
        bool aligned = offset >= 0 && count >= 0 && (offset & mask) == 0 && (count & mask) == 0;
        return aligned && count <= Math.Min(buffer.Length, BlockProtocol.CountMax) ? 0 : Errno.EINVAL;
    }

    private int Connect()
    {
        if (disposed)
        {
            return Errno.ENXIO;
        }

        if (connection is not null)
        {
            return 0;
        }

        Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Connect(server);
        }
        catch (SocketException)
        {
            socket.Dispose();
            return Errno.ENXIO;
        }

        connection = socket;
        int error = Ask(new BlockRequest(BlockOperation.Size, 0, 0), default, out BlockAnswer answer);
        bool usable = error == 0 && answer.Size > 0 && int.IsPow2(answer.Count);
        bool same = Size == 0 || (Size == answer.Size && SectorSize == answer.Count);
        if (!usable || !same || disposed)
        {
            // A device of another size came up at the same path: not the one that was opened.
            Disconnect();
            return error == 0 ? Errno.ENXIO : error;
        }

        Size = answer.Size;
        SectorSize = answer.Count;
        return 0;
    }

    private int Ask(BlockRequest request, ReadOnlySpan<byte> data, out BlockAnswer answer)
    {
        BlockProtocol.Encode(request, header);
        answer = default;
        if (!Send(header.AsSpan(0, BlockProtocol.RequestLength)) || !Send(data)
            || !Receive(header.AsSpan(0, BlockProtocol.AnswerLength)))
        {
            return Errno.ENXIO;
        }

        bool understood = BlockProtocol.TryDecode(header, out answer);
        if (!understood || (request.Operation != BlockOperation.Size && answer.Count > request.Count))
        {
            Disconnect();
            return Errno.ENXIO;
        }

        return answer.Error;
    }

    private bool Send(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            int sent = 0;
            try
            {
                sent = connection is { } socket ? socket.Send(bytes, SocketFlags.None, out _) : 0;
            }
            catch (ObjectDisposedException)
            {
                // Disposed by another thread meanwhile: counts as a broken connection, below.
            }

            if (sent <= 0)
            {
                Disconnect();
                return false;
            }

            bytes = bytes[sent..];
        }

        return true;
    }

    private bool Receive(Span<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            int received = 0;
            try
            {
                received = connection is { } socket ? socket.Receive(bytes, SocketFlags.None, out _) : 0;
            }
            catch (ObjectDisposedException)
            {
                // Disposed by another thread meanwhile: counts as a broken connection, below.
            }

            if (received <= 0)
            {
                Disconnect();
                return false;
            }

            bytes = bytes[received..];
        }

        return true;
    }

    private void Disconnect()
    {
        connection?.Dispose();
        connection = null;
    }
}
