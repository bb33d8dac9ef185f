using Beast.Quorum.Fuzz.Tests.Engine;
using Beast.Quorum.Storage.Sysctls;
using Beast.Quorum.Storage.Text;

namespace Beast.Quorum.Fuzz.Tests.Targets.Storage;

/// <summary>Whatever a program prints becomes one line that neither fills a log nor moves a cursor.</summary>
internal sealed class OneLineTarget : FuzzTarget
{
    public override string Name => "one-line";

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        Bytes(""), Bytes("one\ntwo\t three\r\n"), Bytes(new string('x', 500)), Bytes(new string('é', 399) + " end"),
        Bytes(string.Concat(Enumerable.Repeat("word ", 100))), Bytes("sysctl: unknown oid 'a': No such file\n"),
    ];

    public override Depth Run(byte[] input)
    {
        string line = OneLine.Of(Text(input));
        Must(Reference.IsOneLine(line, OneLine.Most), "no line, or too long");
        Must(line == line.Trim() && !line.Contains("  ", StringComparison.Ordinal),
            "blanks at the ends, or two of them");
        Must(OneLine.Of(line) == line, "a line of a line is another");
        Must(Reference.IsOneLine(SysctlAdvice.Of("a=1", Text(input)), OneLine.Most + 300), "an advice is no line");
        return Depth.Accepted;
    }
}
