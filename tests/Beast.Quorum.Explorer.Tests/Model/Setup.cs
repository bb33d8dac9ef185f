namespace Beast.Quorum.Explorer.Tests.Model;

/// <summary>What one exploration covers.</summary>
internal sealed record Setup
{
    /// <summary>The rules that hold.</summary>
    public Rule Rules { get; init; } = Rule.All;

    /// <summary>The kinds of faults that may happen.</summary>
    public Fault Kinds { get; init; } = Fault.All;

    /// <summary>Where it begins.</summary>
    public Beginning Beginnings { get; init; } = Beginning.All;

    /// <summary>How many faults may happen in one run, 0 to 7.</summary>
    public int Faults { get; init; } = 2;

    /// <summary>Ticks that one clock may lose in a run, 0 or 1.</summary>
    public int Slips { get; init; } = 1;

    /// <summary>Writes that may land in a block that the peer cannot read, 0 or 1 in a run.</summary>
    public int Hides { get; init; } = 1;

    /// <summary>Claims end there, 3 to 7. The first owner has epoch 2.</summary>
    public int HighestEpoch { get; init; } = 5;

    /// <summary>Whether there is an interlink; without one it is down for good.</summary>
    public bool Interlink { get; init; } = true;

    /// <summary>Whether the hosts have a watchdog; without one no daemon may pause or die.</summary>
    public bool Watchdog { get; init; } = true;

    /// <summary>The exploration ends with an error beyond so many states.</summary>
    public int MostStates { get; init; } = 6_000_000;

    public bool Has(Rule rule) => (Rules & rule) != 0;

    public bool Allows(Fault fault) => (Kinds & fault) != 0;

    public int Wait => Has(Rule.WaitExceedsLease)
        ? Ticks.Lease + Ticks.Drift + (Has(Rule.WaitHasMargin) ? Ticks.Margin : 0)
        : Ticks.Lease;
}
