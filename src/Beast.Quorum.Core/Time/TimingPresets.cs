namespace Beast.Quorum.Core.Time;

/// <summary>
/// The named sets of thresholds. <c>custom</c> is any other set that passes <see cref="TimingProof"/>.
/// </summary>
public static class TimingPresets
{
    /// <summary>
    /// Takes over after 3.4 s; needs an idle machine and a quick quorum device (a cycle within 350 ms).
    /// </summary>
    public static QuorumTiming Fast { get; } = new()
    {
        Name = "fast",
        Heartbeat = TimeSpan.FromMilliseconds(100),
        LongestCycle = TimeSpan.FromMilliseconds(350),
        SettleLimit = TimeSpan.FromMilliseconds(750),
        SuspectAfter = TimeSpan.FromSeconds(1),
        Lease = TimeSpan.FromSeconds(3),
        DemoteBudget = TimeSpan.FromSeconds(1),
        Watchdog = WatchdogPeriod(30),
        Margin = TimeSpan.FromMilliseconds(300),
    };

    /// <summary>The default: takes over after 5.6 s, tolerates cycles of 650 ms.</summary>
    public static QuorumTiming Balanced { get; } = new()
    {
        Name = "balanced",
        Heartbeat = TimeSpan.FromMilliseconds(250),
        LongestCycle = TimeSpan.FromMilliseconds(650),
        SettleLimit = TimeSpan.FromMilliseconds(1400),
        SuspectAfter = TimeSpan.FromSeconds(2),
        Lease = TimeSpan.FromSeconds(5),
        DemoteBudget = TimeSpan.FromMilliseconds(1500),
        Watchdog = WatchdogPeriod(30),
        Margin = TimeSpan.FromMilliseconds(500),
    };

    /// <summary>For busy or slow shared disks: takes over after 15.8 s, tolerates cycles of 1.9 s.</summary>
    public static QuorumTiming Safe { get; } = new()
    {
        Name = "safe",
        Heartbeat = TimeSpan.FromMilliseconds(500),
        LongestCycle = TimeSpan.FromMilliseconds(1900),
        SettleLimit = TimeSpan.FromSeconds(4),
        SuspectAfter = TimeSpan.FromSeconds(6),
        Lease = TimeSpan.FromSeconds(15),
        DemoteBudget = TimeSpan.FromSeconds(5),
        Watchdog = WatchdogPeriod(32),
        Margin = TimeSpan.FromMilliseconds(500),
    };

    /// <summary>One heartbeat a second, as the original BQ's default, and still quicker than its 10 s.</summary>
    public static QuorumTiming BqCompat { get; } = new()
    {
        Name = "bq-compat",
        Heartbeat = TimeSpan.FromSeconds(1),
        LongestCycle = TimeSpan.FromMilliseconds(1100),
        SettleLimit = TimeSpan.FromMilliseconds(2400),
        SuspectAfter = TimeSpan.FromSeconds(4),
        Lease = TimeSpan.FromSeconds(9),
        DemoteBudget = TimeSpan.FromSeconds(3),
        Watchdog = WatchdogPeriod(31),
        Margin = TimeSpan.FromMilliseconds(500),
    };

    /// <summary>All presets, quickest first.</summary>
    public static IReadOnlyList<QuorumTiming> All { get; } = [Fast, Balanced, BqCompat, Safe];

    /// <summary>The preset of that name, or null.</summary>
    public static QuorumTiming? Find(string name) =>
        All.FirstOrDefault(timing => timing.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// A time-out that a FreeBSD watchdog can be programmed to: 2 to the power of <paramref name="exponent"/>
    /// nanoseconds (sys/watchdog.h, WD_TO_1SEC is 30), cut to a tick of 100 ns, as the drivers' values are shown.
    /// </summary>
    public static TimeSpan WatchdogPeriod(int exponent) => new((1L << exponent) / 100);
}
