using Beast.Quorum.Daemon.Fencing;
using Beast.Quorum.Fuzz.Tests.Engine;

namespace Beast.Quorum.Fuzz.Tests.Targets.Daemon;

/// <summary>The file of the fencing tests: any content is read as some tests, or none.</summary>
internal sealed class FenceTestTarget : FuzzTarget
{
    private readonly Scratch scratch = new();

    public override string Name => "fence-test";

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        Bytes("{\"version\":1,\"tests\":[{\"method\":\"scsi-pr\",\"time\":\"2026-11-21T10:00:00+00:00\","
            + "\"outcome\":\"proved\"}]}"),
        Bytes("{\"version\":1,\"tests\":[]}"),
    ];

    public override IReadOnlyList<byte[]> OtherSeeds { get; } = [Bytes(""), Bytes("{}"), Bytes("[1]")];

    public override IReadOnlyList<string> Words => ["null", "\"method\":", "{}", "[]", "\"version\":2"];

    public override int Cost => 20;

    public override double LeastShare => 0.01;

    public override (long Base, long PerByte) Memory => (1024 * 1024, 100);

    public override Depth Run(byte[] input)
    {
        string path = scratch.Put(FenceTestRecord.FileName, input);
        IReadOnlyList<FenceTestEntry> tests = FenceTestRecord.Read(Path.GetDirectoryName(path)!);
        Must(tests.All(test => test.Method is not null), "a test without a method");
        return tests.Count > 0 || Text(input).Contains("\"tests\"", StringComparison.Ordinal)
            ? Depth.Accepted
            : Depth.Refused;
    }

    protected override void Clean() => scratch.Dispose();
}
