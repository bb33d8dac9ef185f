using Beast.Quorum.Fuzz.Tests.Engine;
using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Storage.Zfs;

namespace Beast.Quorum.Fuzz.Tests.Targets.Storage;

/// <summary>Refusals of <c>zpool</c>: each has a reason out of the list, advice, and one line for the log.</summary>
internal sealed class PoolMessageTarget : FuzzTarget
{
    public override string Name => "pool-message";

    public override IReadOnlyList<string> Words => ["cannot import 'beast': ", "is busy", "i/o error", "[stderr] ",
        "-m"];

    public override int Cost => 5;

    public override Depth Run(byte[] input)
    {
        CommandResult printed = Printed.Read(Text(input));
        PoolFailure failure = PoolFailures.Recognise(printed.StandardError, printed.StandardOutput);
        Must(PoolFailures.Advice(failure, "beast").Length > 0, "no advice");
        string line = PoolMessage.Of("import of pool", "beast", printed);
        Must(Reference.IsOneLine(line, 700), "the message is no line");
        Must(line.Contains(failure.ToString(), StringComparison.Ordinal), "the message hides the reason");
        return failure == PoolFailure.Unknown ? Depth.Looked : Depth.Accepted;
    }
}
