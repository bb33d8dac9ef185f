using Beast.Quorum.Daemon.Tracing;
using Beast.Quorum.Fuzz.Tests.Engine;

namespace Beast.Quorum.Fuzz.Tests.Targets.Daemon;

/// <summary>
/// Traces, cut and changed: replayed, found different, or refused as no trace (FormatException); nothing else.
/// </summary>
internal sealed class TraceTarget : FuzzTarget
{
    public override string Name => "trace";

    public override IReadOnlyList<byte[]> Seeds { get; } =
        [.. new[] { 0, 2, 6 }.Select(steps => Bytes(string.Join('\n', Pair.Run(steps).Trace)))];

    public override IReadOnlyList<string> Words =>
        ["null", "\"event\":\"Tick\"", "\"record\":", "\"path\":", "\"group\":", "\"ended\":", "{\"t\":", "{}",
            "[]", "-1", "\n"];

    public override int Cost => 25;

    public override (long Base, long PerByte) Memory => (4 * 1024 * 1024, 500);

    public override Depth Run(byte[] input)
    {
        try
        {
            (long events, string? difference) = TraceReplay.Run(Text(input).Split('\n'));
            Must(events >= 0, "fewer than no events");
            return difference is null ? Depth.Accepted : Depth.Looked;
        }
        catch (FormatException)
        {
            return Depth.Looked;
        }
    }
}
