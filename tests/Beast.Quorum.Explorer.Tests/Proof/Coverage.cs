using Beast.Quorum.Explorer.Tests.Model;

namespace Beast.Quorum.Explorer.Tests.Proof;

/// <summary>What is exhausted with all rules. One bound on everything would be too large; these overlap.</summary>
internal static class Coverage
{
    /// <summary>Seconds each; what every change runs.</summary>
    public static IReadOnlyDictionary<string, Setup> Short { get; } = new Dictionary<string, Setup>
    {
        ["any two faults, epochs to 3"] = new() { Faults = 2, Slips = 0, Hides = 0, HighestEpoch = 3 },
        ["any fault, drift and a bad block, epochs to 3"] = new() { Faults = 1, HighestEpoch = 3 },
        ["any fault, epochs to 5"] = new() { Faults = 1, Slips = 0, Hides = 0, HighestEpoch = 5 },
        ["no watchdog, two faults outside the daemons, drift, epochs to 3"] =
            new() { Faults = 2, Hides = 0, HighestEpoch = 3, Watchdog = false, Kinds = Fault.OutsideTheDaemon },
    };

    /// <summary>Minutes each, and gigabytes.</summary>
    public static IReadOnlyDictionary<string, Setup> Long { get; } = new Dictionary<string, Setup>
    {
        ["any two faults, epochs to 4"] = Large with { Slips = 0, Hides = 0, HighestEpoch = 4 },
        ["any two faults, drift, epochs to 3"] = Large with { Hides = 0, HighestEpoch = 3 },
        ["any two faults, a bad block, epochs to 3"] = Large with { Slips = 0, HighestEpoch = 3 },
        ["any fault, drift and a bad block, epochs to 5"] = Large with { Faults = 1, HighestEpoch = 5 },
        ["no interlink, any three faults, epochs to 3"] =
            Large with { Faults = 3, Slips = 0, Hides = 0, HighestEpoch = 3, Interlink = false },
    };

    private static Setup Large => new() { MostStates = 60_000_000 };
}
