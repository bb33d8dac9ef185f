using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Device;
using Beast.Quorum.Core.Records;
using Beast.Quorum.Core.Time;
using Beast.Quorum.Platform.Devices;

namespace Beast.Quorum.Daemon.Adapters;

/// <summary>Why a device is not to be used, in words for the operator.</summary>
/// <param name="message">What is wrong, where, and what to do.</param>
internal sealed class DeviceRefusedException(string message) : Exception(message);

/// <summary>
/// Opens the quorum device, checks its header, and opens it again after it was lost. A device that fails is tried again
/// at every request; one that is not ours is refused, also when it appears in the place of ours.
/// </summary>
internal sealed class DeviceGate(
    QuorumDeviceConfiguration configuration,
    RecordKey key,
    QuorumTiming timing,
    string clusterFile,
    Action<string> report)
{
    private IBlockDevice? device;
    private Guid? expected;
    private bool failing;

    /// <summary>The header, once it was read.</summary>
    public DeviceHeader? Header { get; private set; }

    /// <summary>What the device must be, once that is known from an earlier time.</summary>
    public void Expect(Guid cluster) => expected = cluster;

    /// <summary>The open device; null if it cannot be opened now. Reports a change once.</summary>
    public IBlockDevice? Open()
    {
        if (device is not null)
        {
            return device;
        }

        try
        {
            return OpenOrThrow();
        }
        catch (Exception e)
        {
            // Whatever it is, the device is not to be used now; on its thread it would end a process that serves.
            Failed(e.Message);
            return null;
        }
    }

    /// <summary>Opens the device, or says why not.</summary>
    /// <exception cref="DeviceException">It cannot be opened or read now.</exception>
    /// <exception cref="DeviceRefusedException">It can, and must not be used.</exception>
    public IBlockDevice OpenOrThrow()
    {
        IBlockDevice opened = configuration.Kind == QuorumDeviceKind.Socket
            ? SocketDevice.Open(configuration.Path)
            : RawDevice.Open(configuration.Path);
        try
        {
            Header = ReadHeader(opened);
            expected ??= Header.ClusterId;
            device = opened;
            failing = false;
            return opened;
        }
        finally
        {
            if (device is null)
            {
                opened.Dispose();
            }
        }
    }

    /// <summary>The outcome of a request. A device that is gone is closed, to be opened anew.</summary>
    public void Note(DeviceResult result, bool ok, string doing)
    {
        if (ok)
        {
            failing = false;
            return;
        }

        string why = result.Ok
            ? $"only {result.Count} bytes"
            : DeviceAdvice.Explain(DeviceCall.Read, result.Error);
        Failed($"{doing} on {configuration.Path}: {why}");
        if (result.Error == Errno.ENXIO || result.Error == Errno.ENODEV)
        {
            device?.Dispose();
            device = null;
        }
    }

    private DeviceHeader ReadHeader(IBlockDevice opened)
    {
        string path = configuration.Path;
        if (opened.Size < (long)DeviceLayout.SmallestBlocks * DeviceLayout.BlockSize)
        {
            throw new DeviceRefusedException(
                $"{path} has {opened.Size} bytes; a quorum device needs at least 1 MiB. Use a larger partition.");
        }

        using NativeBuffer buffer = new(DeviceLayout.BlockSize * 2);
        DeviceResult result = opened.Read(0, buffer, DeviceLayout.BlockSize * 2);
        if (!result.Ok || result.Count != DeviceLayout.BlockSize * 2)
        {
            throw new DeviceException(
                $"The header of {path} cannot be read: "
                + $"{DeviceAdvice.Explain(DeviceCall.Read, result.Error)}.", result.Error);
        }

        HeaderStatus first = DeviceHeaderCodec.Decode(buffer.AsSpan(), key, out DeviceHeader? header);
        if (first != HeaderStatus.Valid)
        {
            HeaderStatus copy = DeviceHeaderCodec.Decode(
                buffer.AsSpan()[DeviceLayout.BlockSize..], key, out header);
            if (copy != HeaderStatus.Valid)
            {
                throw new DeviceRefusedException(Refusal(first));
            }
        }

        return Checked(header!);
    }

    private DeviceHeader Checked(DeviceHeader header)
    {
        if (header.Timing.Fingerprint != timing.Fingerprint)
        {
            throw new DeviceRefusedException(
                $"{configuration.Path} was initialised with timing '{header.Timing.Name}', this node is configured "
                + $"with '{timing.Name}', and the values differ. Both nodes and the device must agree: set 'timing: "
                + $"{header.Timing.Name}', or stop both daemons and run 'beastq device init --force'.");
        }

        if (expected is { } cluster && header.ClusterId != cluster)
        {
            throw new DeviceRefusedException(
                $"{configuration.Path} belongs to cluster {header.ClusterName} ({header.ClusterId}), not to {cluster}. "
                + "Check 'quorum_device'; if it was initialised anew on purpose, "
                + $"remove {clusterFile} here.");
        }

        return header;
    }

    private string Refusal(HeaderStatus status) => status switch
    {
        HeaderStatus.OtherKey => $"The header of {configuration.Path} is signed with another key. Copy the key file of "
            + "the node that ran 'beastq device init'.",
        HeaderStatus.OtherVersion => $"The header of {configuration.Path} has a format this version does not know. "
            + "Install the same version on both nodes.",
        HeaderStatus.Damaged => $"The header of {configuration.Path} and its copy are damaged. Check the disk; "
            + "'beastq device init --force' writes them anew.",
        _ => $"{configuration.Path} has no beastq header. Check 'quorum_device', or prepare it with "
            + "'beastq device init'.",
    };

    private void Failed(string text)
    {
        if (!failing)
        {
            failing = true;
            report(text);
        }
    }
}
