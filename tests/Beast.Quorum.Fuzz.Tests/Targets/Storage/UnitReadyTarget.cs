using Beast.Quorum.Fuzz.Tests.Engine;
using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Storage.Ctl;

namespace Beast.Quorum.Fuzz.Tests.Targets.Storage;

/// <summary><c>ctladm tur</c>: ready only if standard output says so and nothing else.</summary>
internal sealed class UnitReadyTarget : FuzzTarget
{
    public override string Name => "unit-ready";

    public override IReadOnlyList<string> Words => ["Unit is ready", "[stderr] ", "asc:4,b", "not "];

    public override Depth Run(byte[] input)
    {
        CommandResult printed = Printed.Read(Text(input));
        string why = UnitReady.Why(printed.StandardError, printed.StandardOutput);
        Must(why.Length > 0 && Reference.IsOneLine(why, 400), "the reason is no line");
        bool ready = UnitReady.Is(printed.StandardOutput);
        Must(!ready || printed.StandardOutput.Trim().Length == "Unit is ready".Length, "ready, and something else");
        return ready ? Depth.Accepted : Depth.Looked;
    }
}
