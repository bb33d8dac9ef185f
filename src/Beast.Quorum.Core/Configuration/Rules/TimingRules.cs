using Beast.Quorum.Core.Time;

namespace Beast.Quorum.Core.Configuration.Rules;

/// <summary>The thresholds: bounds of each, then the proof of all together.</summary>
internal static class TimingRules
{
    public static void Check(BeastqConfiguration configuration, RuleFaults faults)
    {
        QuorumTiming timing = configuration.Timing;
        int before = faults.All.Count;
        faults.Within(timing.Heartbeat, ConfigurationBounds.Heartbeat, "timing.heartbeat");
        faults.Within(timing.LongestCycle, ConfigurationBounds.Threshold, "timing.longest_cycle");
        faults.Within(timing.SettleLimit, ConfigurationBounds.Threshold, "timing.settle_limit");
        faults.Within(timing.SuspectAfter, ConfigurationBounds.Threshold, "timing.suspect_after");
        faults.Within(timing.Lease, ConfigurationBounds.Threshold, "timing.lease");
        faults.Within(timing.DemoteBudget, ConfigurationBounds.Threshold, "timing.demote_budget");
        faults.Within(timing.Watchdog, ConfigurationBounds.Threshold, "timing.watchdog");
        faults.Within(timing.Margin, ConfigurationBounds.Threshold, "timing.margin");
        if (faults.All.Count > before)
        {
            return;
        }

        // Without a watchdog here the coarse-watchdog rule is the peer's to prove, with its own configuration.
        TimeSpan watchdog = configuration.Watchdog.Kind == WatchdogKind.None
            ? TimeSpan.Zero
            : ProgrammedWatchdog(configuration.Watchdog.Kind, timing.Watchdog);
        foreach (string violation in TimingProof.Violations(timing, watchdog))
        {
            faults.Add("timing", $"{violation}; allowed: {Presets}, or values that satisfy this", "watchdog");
        }
    }

    /// <summary>
    /// What becomes of the time-out that is asked for: on FreeBSD the next power of two of a nanosecond
    /// (sys/watchdog.h), on Linux whole seconds, rounded down, at least one (linux/watchdog.h).
    /// </summary>
    public static TimeSpan ProgrammedWatchdog(WatchdogKind kind, TimeSpan asked)
    {
        if (kind == WatchdogKind.Linux)
        {
            return TimeSpan.FromSeconds(Math.Max(1, Math.Floor(asked.TotalSeconds)));
        }

        int exponent = 20;
        while (TimingPresets.WatchdogPeriod(exponent) < asked && exponent < 60)
        {
            exponent++;
        }

        return TimingPresets.WatchdogPeriod(exponent);
    }

    private static string Presets => string.Join(", ", TimingPresets.All.Select(preset => preset.Name));
}
