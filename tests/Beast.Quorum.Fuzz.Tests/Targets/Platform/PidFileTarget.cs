using System.Globalization;
using Beast.Quorum.Fuzz.Tests.Engine;
using Beast.Quorum.Platform.Watchdogs;

namespace Beast.Quorum.Fuzz.Tests.Targets.Platform;

/// <summary>Pid files: a process id that can be asked about, or none.</summary>
internal sealed class PidFileTarget : FuzzTarget
{
    public override string Name => "pid-file";

    public override IReadOnlyList<byte[]> Seeds { get; } = [Bytes("812"), Bytes("812\n"), Bytes(" 65535 \nmore\n")];

    public override int Longest => 64;

    public override Depth Run(byte[] input)
    {
        string text = Text(input);
        int? pid = RivalDaemon.ParsePid(text);
        Must(pid is null or > 1, "an id that means init or everybody");
        string? digits = pid?.ToString(CultureInfo.InvariantCulture);
        Must(digits is null || text.Contains(digits, StringComparison.Ordinal), "an id that the file does not name");
        return pid is null ? Depth.Refused : Depth.Accepted;
    }
}
