using Beast.Quorum.Core.Time;

namespace Beast.Quorum.Core.Machine;

/// <summary>
/// Own lateness is no evidence (5.5): a node that woke late, or whose reads failed or were slow, begins its silence
/// of step 1 anew. The longer waits run on, and need only a conclusive read issued after the lateness.
/// </summary>
internal static class LatenessRules
{
    public static void Woke(NodeState node, Instant now)
    {
        TimeSpan late = now - node.WakeUp;
        if (node.WakeUp.HasHappened && late > node.Timing.LongestCycle)
        {
            node.LastLate = now;
            node.LastLateWake = now;
            node.Report(new Decision.AdmitLateness($"woke {TimingProof.Show(late)} late"));
        }
    }

    public static void ReadFailed(NodeState node) => node.LastLate = node.Now;

    public static void DeviceSlow(NodeState node) => node.LastLate = node.Now;
}
