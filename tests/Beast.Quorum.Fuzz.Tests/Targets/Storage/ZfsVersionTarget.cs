using Beast.Quorum.Fuzz.Tests.Engine;
using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Storage.Zfs;

namespace Beast.Quorum.Fuzz.Tests.Targets.Storage;

/// <summary><c>zpool version</c>: OpenZFS only by its own words.</summary>
internal sealed class ZfsVersionTarget : FuzzTarget
{
    public override string Name => "zfs-version";

    public override IReadOnlyList<string> Words => ["zfs-2.1.9", "zfs-kmod-", "[stderr] ", "unrecognized command", "."];

    public override Depth Run(byte[] input)
    {
        CommandResult printed = Printed.Read(Text(input));
        ZfsVersion version = ZfsVersion.Decide(
            printed.ExitCode, printed.StandardOutput, printed.StandardError, null);
        Must(version.Family != ZfsFamily.OpenZfs || (printed.ExitCode == 0
            && printed.StandardOutput.Contains("zfs-", StringComparison.Ordinal)), "OpenZFS without its words");
        Must(version.Major >= 0 && version.Minor >= 0, "a version below 0");
        return version.Family == ZfsFamily.Unknown ? Depth.Looked : Depth.Accepted;
    }
}
