using Beast.Quorum.Fuzz.Tests.Engine;
using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Storage.Targets;

namespace Beast.Quorum.Fuzz.Tests.Targets.Storage;

/// <summary>
/// <c>service ctld onestatus</c>: running only with exit 0 and the words for it, and no words against.
/// </summary>
internal sealed class TargetDaemonTarget : FuzzTarget
{
    public override string Name => "target-daemon";

    public override IReadOnlyList<string> Words =>
        ["is running as pid", "is not running", "[stderr] ", "[exit 0]", "[exit 1]", "Cannot 'status' ctld."];

    public override Depth Run(byte[] input)
    {
        CommandResult printed = Printed.Read(Text(input));
        string why = TargetDaemonStatus.Why(printed.StandardError, printed.StandardOutput);
        Must(why.Length > 0 && Reference.IsOneLine(why, 500), "the reason is no line");
        TargetDaemonState state = TargetDaemonStatus.Read(printed.ExitCode, printed.StandardOutput);
        string output = printed.StandardOutput.ToUpperInvariant();
        bool denied = output.Contains("IS NOT RUNNING", StringComparison.Ordinal);
        bool said = output.Contains("IS RUNNING AS PID", StringComparison.Ordinal);
        Must(state != TargetDaemonState.Running || (said && !denied && printed.ExitCode == 0), "running without proof");
        Must(state != TargetDaemonState.Stopped || (denied && printed.ExitCode != 0), "stopped without proof");
        return state == TargetDaemonState.Unknown ? Depth.Looked : Depth.Accepted;
    }
}
