using Beast.Quorum.Daemon.Configuration;
using Beast.Quorum.Fuzz.Tests.Engine;

namespace Beast.Quorum.Fuzz.Tests.Targets.Daemon;

/// <summary>Durations: no overflow, and what was read reads back.</summary>
internal sealed class DurationTarget : FuzzTarget
{
    public override string Name => "duration";

    public override IReadOnlyList<string> Words => ["ms", "s", "m", "h", "d", "0", "9"];

    public override Depth Run(byte[] input)
    {
        if (DurationText.Parse(Text(input)) is not TimeSpan span)
        {
            return input.Length > 0 && char.IsAsciiDigit((char)input[0]) ? Depth.Looked : Depth.Refused;
        }

        Must(span >= TimeSpan.Zero, "a duration below 0");
        Must(DurationText.Parse(DurationText.Format(span)) == span, "a duration reads back otherwise");
        return Depth.Accepted;
    }
}
