using Beast.Quorum.Core.Time;
using Beast.Quorum.Lab.Nodes;
using Beast.Quorum.Lab.Releases;

namespace Beast.Quorum.Lab.Runs;

/// <summary>What is to be run.</summary>
public sealed record LabSettings
{
    /// <summary>Name of the scenario, or <c>all</c>.</summary>
    public required string Scenario { get; init; }

    /// <summary>How often it is run in one pair, at least 1.</summary>
    public int Rounds { get; init; } = 1;

    /// <summary>Seed of everything random in the lab.</summary>
    public ulong Seed { get; init; }

    /// <summary>The thresholds of both daemons.</summary>
    public QuorumTiming Timing { get; init; } = TimingPresets.Balanced;

    /// <summary>The FreeBSD that the hosts stand for; null: what the scenario is about, else the usual one.</summary>
    public SystemRelease? Release { get; init; }

    /// <summary>Whether standard output gets one JSON object; the timeline then goes to standard error.</summary>
    public bool Json { get; init; }

    /// <summary>Where logs and files of the run are kept; null removes them.</summary>
    public string? KeepDirectory { get; init; }

    /// <summary>Version of the program, for the report.</summary>
    public string Version { get; init; } = "";

    /// <summary>How the lab's processes and the daemons are started; null: as this very program.</summary>
    internal LabProgram? Program { get; init; }

    /// <summary>Where the daemons run and how they reach each other; null: here, over the lab's own proxy.</summary>
    internal NodePlaces? Places { get; init; }
}
