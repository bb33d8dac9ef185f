using System.CommandLine;
using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Records;
using Beast.Quorum.Daemon.Security;

namespace Beast.Quorum.Daemon.CommandLine;

/// <summary>Which device and which key a device command means.</summary>
/// <param name="Device">The device.</param>
/// <param name="Key">The key.</param>
/// <param name="Configuration">The configuration; null if there is none.</param>
internal sealed record DeviceTarget(
    QuorumDeviceConfiguration Device, RecordKey Key, BeastqConfiguration? Configuration)
{
    private const string DefaultKey = "/usr/local/etc/beastq/beastq.key";

    /// <exception cref="CommandFailure">Neither options nor a configuration tell.</exception>
    /// <exception cref="KeyFileException">The key cannot be used.</exception>
    public static DeviceTarget Find(Surroundings surroundings, ParseResult result)
    {
        BeastqConfiguration? configuration = surroundings.ConfigurationIfAny();
        string? path = result.GetValue(DeviceCommands.Device);
        QuorumDeviceConfiguration device = path is not null && path != configuration?.QuorumDevice.Path
            ? new QuorumDeviceConfiguration(QuorumDeviceKind.Raw, path)
            : configuration?.QuorumDevice
                ?? throw new CommandFailure(ExitCodes.Usage, $"there is no {surroundings.ConfigPath}; name the "
                    + "device with --device, or another configuration with --config");
        string key = result.GetValue(DeviceCommands.Key) ?? configuration?.KeyFile ?? DefaultKey;
        return new DeviceTarget(device, new RecordKey(KeyFile.Load(key)), configuration);
    }
}
