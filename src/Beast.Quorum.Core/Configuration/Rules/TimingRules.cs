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
            : WatchdogTimeout.Programmed(configuration.Watchdog.Kind, timing.Watchdog);
        foreach (string violation in TimingProof.Violations(timing, watchdog))
        {
            faults.Add("timing", $"{violation}; allowed: {Presets}, or values that satisfy this", "watchdog");
        }
    }

    private static string Presets => string.Join(", ", TimingPresets.All.Select(preset => preset.Name));
}
