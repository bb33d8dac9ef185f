namespace Beast.Quorum.Simulation.Runs;

/// <summary>What became of one seed.</summary>
internal sealed record SeedResult
{
    public required ulong Seed { get; init; }

    /// <summary>Every drawn option, in one line.</summary>
    public required string Options { get; init; }

    /// <summary>What was broken, with the last events before it; null if nothing was.</summary>
    public string? Violation { get; init; }

    /// <summary>How long the world ran.</summary>
    public TimeSpan Simulated { get; init; }

    /// <summary>Node time in which nothing excused a stop: what "no false failover" is said of.</summary>
    public TimeSpan Quiet { get; init; }

    public int Takeovers { get; init; }

    public int Fences { get; init; }

    public int WatchdogResets { get; init; }

    public int SelfFences { get; init; }

    public int Withdrawals { get; init; }

    public int Adoptions { get; init; }

    public int Releases { get; init; }

    public int RollBacks { get; init; }

    public int FailedTakeovers { get; init; }

    /// <summary>From the end of the faults to all groups served.</summary>
    public TimeSpan ServedAfter { get; init; }

    public string Timing { get; init; } = "";
}
