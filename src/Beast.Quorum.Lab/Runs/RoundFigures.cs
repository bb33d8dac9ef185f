using System.Text.Json.Serialization;

namespace Beast.Quorum.Lab.Runs;

/// <summary>The figures of one round. Times in milliseconds; null where the scenario has no such thing.</summary>
public sealed record RoundFigures
{
    /// <summary>Number of the round, from 1.</summary>
    public required int Round { get; init; }

    /// <summary>What was done to whom.</summary>
    public required string What { get; init; }

    /// <summary>From the owner's death to the start of the first takeover command on the survivor.</summary>
    public double? DetectMs { get; init; }

    /// <summary>From the first takeover command until the survivor's LUN could be written.</summary>
    public double? TakeoverMs { get; init; }

    /// <summary>Longest time without an acknowledged write.</summary>
    public double ClientGapMs { get; init; }

    /// <summary>Writes acknowledged in the whole run.</summary>
    public long WritesAcked { get; init; }

    /// <summary>Acknowledged writes that were not found again.</summary>
    public long WritesLost { get; init; }

    /// <summary>Reads that gave something else than was written.</summary>
    public long WrongReads { get; init; }

    /// <summary>Time in which both hosts could write.</summary>
    public double DoubleServingMs { get; init; }

    /// <summary>Time in which both hosts had the pool imported read-write.</summary>
    public double DoubleImportMs { get; init; }

    /// <summary>Takeovers that the scenario gives no reason for.</summary>
    public int FalseTakeovers { get; init; }

    /// <summary>How often a watchdog reset a host, for whatever reason.</summary>
    public int WatchdogResets { get; init; }

    /// <summary>
    /// Whether a daemon's loop woke late in the round, because the machine was busy: its times say little.
    /// </summary>
    public bool LoopWasLate { get; init; }

    /// <summary>What went wrong; empty if nothing did.</summary>
    public IReadOnlyList<string> Findings { get; init; } = [];
}

/// <summary>The result of a run, as <c>--json</c> prints it.</summary>
public sealed record RunReport
{
    /// <summary>Name of the scenario.</summary>
    public required string Scenario { get; init; }

    /// <summary><c>pass</c> or <c>fail</c>.</summary>
    public required string Verdict { get; init; }

    /// <summary>The rounds.</summary>
    public required IReadOnlyList<RoundFigures> Rounds { get; init; }

    /// <summary>The preset of both daemons.</summary>
    public required string Timing { get; init; }

    /// <summary>The seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Version of the program.</summary>
    public required string Version { get; init; }

    /// <summary>Whether the run passed.</summary>
    [JsonIgnore]
    public bool Passed => Verdict == "pass";
}

/// <summary>How reports become JSON: keys in snake case.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(RunReport))]
[JsonSerializable(typeof(IReadOnlyList<RunReport>))]
internal sealed partial class ReportJson : JsonSerializerContext;
