using System.Security.Cryptography;
using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Device;
using Beast.Quorum.Core.Machine;
using Beast.Quorum.Core.Records;
using Beast.Quorum.Core.Time;
using Beast.Quorum.Daemon.Hosting;
using Beast.Quorum.Daemon.State;

namespace Beast.Quorum.Daemon.DeviceTools;

/// <summary>What <c>device init</c> is to do.</summary>
/// <param name="Device">The device.</param>
/// <param name="Cluster">Name of the cluster.</param>
/// <param name="Timing">The thresholds.</param>
/// <param name="Key">The shared key.</param>
/// <param name="Force">Whether what the device holds may be destroyed.</param>
/// <param name="CreateSize">Bytes of a file to make if there is none; null makes none.</param>
/// <param name="Configuration">The configuration, whose state file is written too; null for none.</param>
internal sealed record DeviceInitRequest(
    QuorumDeviceConfiguration Device,
    string Cluster,
    QuorumTiming Timing,
    RecordKey Key,
    bool Force,
    long? CreateSize,
    BeastqConfiguration? Configuration);

/// <summary>What <c>device init</c> did.</summary>
/// <param name="ClusterId">The new id.</param>
/// <param name="Size">Bytes of the device.</param>
/// <param name="SectorSize">Bytes of its sectors.</param>
/// <param name="State">The state file's content; null if none was written.</param>
/// <param name="StateKept">Whether a state file was there before.</param>
internal sealed record DeviceInitResult(
    Guid ClusterId, long Size, int SectorSize, PersistentState? State, bool StateKept);

/// <summary>Makes a quorum device: empty registers first, then the headers, so that a half-made one is none.</summary>
internal static class DeviceInit
{
    public const long SmallestSize = (long)DeviceLayout.SmallestBlocks * DeviceLayout.BlockSize;

    /// <exception cref="DeviceToolException">It is refused or fails; nothing, or only the device, was
    /// changed.</exception>
    public static DeviceInitResult Run(DeviceInitRequest request)
    {
        CreateFile(request);
        using BlockAccess device = BlockAccess.Open(request.Device, readOnly: false);
        if (device.Size < SmallestSize)
        {
            throw new DeviceToolException(
                $"{device.Path} has {device.Size} bytes; at least {SmallestSize} (1 MiB) are needed: use a larger "
                + "partition");
        }

        DeviceReading before = DeviceReading.Take(device, request.Key);
        if (!request.Force && Occupied(device, before) is { } content)
        {
            throw new DeviceToolException(
                $"{device.Path} holds {content}; if nothing on it is needed any more, add --force");
        }

        Guid cluster = new(RandomNumberGenerator.GetBytes(16));
        (PersistentState? state, bool kept) = WriteState(request, before);
        WriteDevice(device, request, cluster);
        if (request.Configuration is { } configuration)
        {
            ClusterFile.Write(configuration.StateDirectory, cluster);
        }

        return new DeviceInitResult(cluster, device.Size, device.SectorSize, state, kept);
    }

    private static void CreateFile(DeviceInitRequest request)
    {
        string path = request.Device.Path;
        if (request.CreateSize is not { } size || Path.Exists(path))
        {
            return;
        }

        if (size < SmallestSize || size % DeviceLayout.BlockSize != 0)
        {
            throw new DeviceToolException(
                $"--create-size {size} is refused; allowed: multiples of {DeviceLayout.BlockSize} from "
                + $"{SmallestSize} (1M)");
        }

        try
        {
            using FileStream file = new(path, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
            byte[] zeros = new byte[64 * 1024];
            for (long left = size; left > 0; left -= zeros.Length)
            {
                file.Write(zeros, 0, (int)Math.Min(left, zeros.Length));
            }

            file.Flush(flushToDisk: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new DeviceToolException($"{path} cannot be made: {fault.Message}", fault);
        }
    }

    /// <summary>What the device holds that must not be lost; null if it looks unused.</summary>
    private static string? Occupied(BlockAccess device, DeviceReading before)
    {
        switch (before.Status)
        {
            case HeaderStatus.Valid:
                return $"the quorum of cluster {before.Header!.ClusterName} ({before.Header.ClusterId})";
            case HeaderStatus.OtherKey:
                return "a quorum made with another key";
            case HeaderStatus.OtherVersion:
                return "a quorum of another version of beastq";
            case HeaderStatus.Damaged:
                return "a damaged or unreadable quorum header";
        }

        byte[] head = device.Read(0, Signatures.HeadLength);
        long tailStart = (device.Size - Signatures.TailLength) / DeviceLayout.BlockSize * DeviceLayout.BlockSize;
        int tailLength = (int)((device.Size - tailStart) / device.SectorSize * device.SectorSize);
        byte[] tail = device.Read(tailStart, tailLength);
        bool used = head.AsSpan(0, 24 * DeviceLayout.BlockSize).ContainsAnyExcept((byte)0);
        return Signatures.Find(head, tail) ?? (used ? "data of a kind that is not known here" : null);
    }

    private static (PersistentState? State, bool Kept) WriteState(DeviceInitRequest request, DeviceReading before)
    {
        if (request.Configuration is not { } configuration)
        {
            return (null, false);
        }

        string path = StateFileCodec.PathIn(configuration.StateDirectory);
        try
        {
            Directory.CreateDirectory(configuration.StateDirectory);
            (PersistentState state, bool kept) =
                StateMerge.Write(path, configuration.Node, configuration.Groups, before);
            return (state, kept);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new DeviceToolException(
                $"the state file {path} cannot be written: {fault.Message}; the device was not changed", fault);
        }
    }

    private static void WriteDevice(BlockAccess device, DeviceInitRequest request, Guid cluster)
    {
        byte[] block = new byte[DeviceLayout.BlockSize];
        device.WriteBlock(DeviceLayout.HeaderBlock * DeviceLayout.BlockSize, block);
        device.WriteBlock(DeviceLayout.HeaderCopyBlock * DeviceLayout.BlockSize, block);
        for (int node = 0; node < 2; node++)
        {
            Record empty = new() { Node = (byte)node, TimingFingerprint = request.Timing.Fingerprint };
            Array.Clear(block);
            RecordCodec.Encode(empty, cluster, request.Key, block);
            for (int slot = 0; slot < DeviceLayout.RingBlocks; slot++)
            {
                device.WriteBlock(DeviceLayout.BlockOffset(node, slot), block);
            }
        }

        DeviceHeaderCodec.Encode(new DeviceHeader(cluster, request.Cluster, request.Timing), request.Key, block);
        device.WriteBlock(DeviceLayout.HeaderBlock * DeviceLayout.BlockSize, block);
        device.WriteBlock(DeviceLayout.HeaderCopyBlock * DeviceLayout.BlockSize, block);
        device.Flush();
    }
}
