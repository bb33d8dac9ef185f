using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Device;
using Beast.Quorum.Platform.Devices;

namespace Beast.Quorum.Daemon.DeviceTools;

/// <summary>A quorum device opened by a person's command: whole blocks, errors as exceptions with advice.</summary>
internal sealed class BlockAccess : IDisposable
{
    private readonly IBlockDevice device;

    private BlockAccess(IBlockDevice device) => this.device = device;

    public string Path => device.Path;

    public long Size => device.Size;

    public int SectorSize => device.SectorSize;

    /// <summary>The disk's serial number; null if there is none.</summary>
    public string? Ident => (device as RawDevice)?.Ident;

    public static BlockAccess Open(QuorumDeviceConfiguration where, bool readOnly)
    {
        try
        {
            return new BlockAccess(where.Kind == QuorumDeviceKind.Socket
                ? SocketDevice.Open(where.Path)
                : RawDevice.Open(where.Path, readOnly));
        }
        catch (DeviceException fault)
        {
            throw new DeviceToolException(fault.Message, fault);
        }
    }

    /// <summary>Reads, and zeroes what lies behind the end of the device.</summary>
    /// <returns>0, or the errno.</returns>
    public int TryRead(long offset, Span<byte> into)
    {
        using NativeBuffer buffer = new(into.Length);
        DeviceResult result = device.Read(offset, buffer, into.Length);
        buffer.AsSpan().CopyTo(into);
        return result.Error;
    }

    /// <summary>Reads.</summary>
    /// <exception cref="DeviceToolException">It cannot be read.</exception>
    public byte[] Read(long offset, int count)
    {
        byte[] bytes = new byte[count];
        int error = TryRead(offset, bytes);
        return error == 0 ? bytes : throw new DeviceToolException(
            $"{Path} cannot be read at byte {offset}: {DeviceAdvice.Explain(DeviceCall.Read, error)}");
    }

    /// <summary>Writes one block.</summary>
    /// <exception cref="DeviceToolException">It cannot be written.</exception>
    public void WriteBlock(long offset, ReadOnlySpan<byte> block)
    {
        using NativeBuffer buffer = new(DeviceLayout.BlockSize);
        block.CopyTo(buffer.AsSpan());
        DeviceResult result = device.Write(offset, buffer, DeviceLayout.BlockSize);
        if (result.Error != 0 || result.Count != DeviceLayout.BlockSize)
        {
            throw new DeviceToolException($"{Path} cannot be written at byte {offset}: "
                + (result.Error != 0
                    ? DeviceAdvice.Explain(DeviceCall.Write, result.Error)
                    : "the write was cut short")
                + "; nothing should use this device before 'device init' has succeeded");
        }
    }

    /// <summary>Empties the disk's write cache, where it has one.</summary>
    /// <exception cref="DeviceToolException">That failed.</exception>
    public void Flush()
    {
        if (device is RawDevice raw && raw.Flush() is var error && error != 0)
        {
            throw new DeviceToolException(
                $"the write cache of {Path} cannot be emptied: {DeviceAdvice.Explain(DeviceCall.Flush, error)}; what "
                + "was written may be lost with the power: run 'device init' again");
        }
    }

    public void Dispose() => device.Dispose();
}
