using Beast.Quorum.Core.Time;

namespace Beast.Quorum.Daemon.Configuration;

/// <summary>The thresholds and what follows from them, in one line for people.</summary>
internal static class TimingText
{
    public static string Describe(QuorumTiming timing) =>
        $"{timing.Name}: heartbeat {TimingProof.Show(timing.Heartbeat)}, "
        + $"longest cycle {TimingProof.Show(timing.LongestCycle)}, "
        + $"settle limit {TimingProof.Show(timing.SettleLimit)}, "
        + $"suspect after {TimingProof.Show(timing.SuspectAfter)}, "
        + $"lease {TimingProof.Show(timing.Lease)}, "
        + $"demote budget {TimingProof.Show(timing.DemoteBudget)}, "
        + $"watchdog {TimingProof.Show(timing.Watchdog)}, "
        + $"margin {TimingProof.Show(timing.Margin)}; "
        + $"from these: peer wait {TimingProof.Show(timing.PeerWait(timing.Watchdog))}, "
        + $"fence wait {TimingProof.Show(timing.FenceWait)}";
}
