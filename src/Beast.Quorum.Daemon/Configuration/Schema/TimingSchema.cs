using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Time;

namespace Beast.Quorum.Daemon.Configuration.Schema;

/// <summary>The keys of custom timing.</summary>
internal static class TimingSchema
{
    public static SectionKind Section { get; } = new(
        _ => TimingPresets.Balanced with { Name = "custom" },
        [
            Row(
                "heartbeat",
                "Period of a cycle on the device and of the messages on the interlinks (h).",
                timing => timing.Heartbeat,
                (timing, value) => timing with { Heartbeat = value }),
            Row(
                "longest_cycle",
                "Longest write and read of the quorum device that is tolerated (c).",
                timing => timing.LongestCycle,
                (timing, value) => timing with { LongestCycle = value }),
            Row(
                "settle_limit",
                "How long a claim may take to settle (x).",
                timing => timing.SettleLimit,
                (timing, value) => timing with { SettleLimit = value }),
            Row(
                "suspect_after",
                "Silence on every path before the peer is suspect (s).",
                timing => timing.SuspectAfter,
                (timing, value) => timing with { SuspectAfter = value }),
            Row(
                "lease",
                "How long a renewal lets the owner serve (L).",
                timing => timing.Lease,
                (timing, value) => timing with { Lease = value }),
            Row(
                "demote_budget",
                "Time kept at the end of a lease to stop serving in order (d).",
                timing => timing.DemoteBudget,
                (timing, value) => timing with { DemoteBudget = value }),
            Row(
                "watchdog",
                "Time-out asked of the watchdog (W); drivers round it up to a power of two of a nanosecond.",
                timing => timing.Watchdog,
                (timing, value) => timing with { Watchdog = value }),
            Row(
                "margin",
                "Allowance for the reset of a host and for clock grain (mu).",
                timing => timing.Margin,
                (timing, value) => timing with { Margin = value }),
        ]);

    private static Setting Row(
        string name,
        string meaning,
        Func<QuorumTiming, TimeSpan> get,
        Func<QuorumTiming, TimeSpan, QuorumTiming> set) =>
        Setting.Of(
            name,
            new DurationKind(name == "heartbeat" ? ConfigurationBounds.Heartbeat : ConfigurationBounds.Threshold),
            meaning,
            get,
            set,
            required: true);
}
