using System.CommandLine;

namespace Beast.Quorum.Daemon.CommandLine;

/// <summary><c>beastq device init|show|check</c>.</summary>
internal static class DeviceCommands
{
    public static Option<string?> Device { get; } = new("--device", "-d")
    {
        Description = "the disk, partition or file (default: the configured quorum_device)",
        HelpName = "PATH",
    };

    public static Option<string?> Key { get; } = new("--key")
    {
        Description = "the key file (default: the configured key_file)",
        HelpName = "FILE",
    };

    public static Command Build() => new("device", "The quorum device.")
    {
        DeviceInitCommand.Build(), DeviceReadCommands.Show(), DeviceReadCommands.Check(),
    };
}
