using System.Globalization;
using Beast.Quorum.Lab.Client;
using Beast.Quorum.Lab.Clock;
using Beast.Quorum.Lab.Records;

namespace Beast.Quorum.Lab.Verdicts;

/// <summary>
/// The judgement of a run. It looks at the hosts' records and the client's, and at nothing that beastq says.
/// </summary>
public sealed record Verdict
{
    /// <summary>How long a pool was imported read-write on both hosts, in milliseconds.</summary>
    public double DoubleImportMs { get; init; }

    /// <summary>How long a LUN could be written on both hosts, in milliseconds.</summary>
    public double DoubleServingMs { get; init; }

    /// <summary>Writes that a host acknowledged.</summary>
    public long WritesAcked { get; init; }

    /// <summary>Acknowledged writes that are not there.</summary>
    public long WritesLost { get; init; }

    /// <summary>Reads of something else than was acknowledged last.</summary>
    public long WrongReads { get; init; }

    /// <summary>The client's longest gap between acknowledged writes, in milliseconds; 0 if there was none.</summary>
    public double LongestGapMs { get; init; }

    /// <summary>What is wrong, in words; empty for a pass.</summary>
    public IReadOnlyList<string> Findings { get; init; } = [];

    /// <summary>Whether nothing is wrong. A run in which nothing was written proves nothing and fails.</summary>
    public bool Passed => Findings.Count == 0;

    /// <summary>Judges a run.</summary>
    /// <param name="history">The hosts' records, with every death added.</param>
    /// <param name="client">The client's report after its final verification.</param>
    /// <param name="end">Now: what has not ended is taken to last until then; in ticks of 100 ns.</param>
    public static Verdict Judge(ServingHistory history, ClientReport client, long end)
    {
        ArgumentNullException.ThrowIfNull(client);
        IReadOnlyList<Overlap> imports = Overlap.Find(history, ServingKind.Import, end);
        IReadOnlyList<Overlap> serving = Overlap.Find(history, ServingKind.Serve, end);
        var findings = new List<string>();
        findings.AddRange(imports.Select(overlap => Describe("pool imported read-write on both hosts", overlap)));
        findings.AddRange(serving.Select(overlap => Describe("LUN writable on both hosts", overlap)));
        findings.AddRange(client.Findings);
        if (client.WritesLost + client.WrongReads > 0 && client.Findings.Count == 0)
        {
            findings.Add("the client lost writes or read wrong data");
        }

        if (client.WritesAcked == 0)
        {
            findings.Add("no write was acknowledged: the run proves nothing");
        }

        return new Verdict
        {
            DoubleImportMs = Sum(imports),
            DoubleServingMs = Sum(serving),
            WritesAcked = client.WritesAcked,
            WritesLost = client.WritesLost,
            WrongReads = client.WrongReads,
            LongestGapMs = client.Gaps.Count == 0 ? 0
                : LabClock.Milliseconds(client.Gaps.Max(gap => gap.Length)),
            Findings = findings,
        };
    }

    private static double Sum(IReadOnlyList<Overlap> overlaps) =>
        LabClock.Milliseconds(overlaps.Sum(overlap => overlap.To - overlap.From));

    private static string Describe(string what, Overlap overlap)
    {
        double length = LabClock.Milliseconds(overlap.To - overlap.From);
        return string.Create(CultureInfo.InvariantCulture,
            $"{what}: {overlap.Subject} for {length:0.####} ms from tick {overlap.From}");
    }
}
