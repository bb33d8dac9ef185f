using Beast.Quorum.Explorer.Tests.Model;

namespace Beast.Quorum.Explorer.Tests.Proof;

/// <summary>The numbers of the model stand to each other as those that the daemon accepts.</summary>
public class TicksTests
{
    private static int Window => Ticks.Lease - Ticks.Demote;

    public static IEnumerable<TestCaseData> Relations =>
    [
        new TestCaseData(3 * Ticks.Cycle, Window).SetArgDisplayNames("3c <= L-d"),
        new TestCaseData(Ticks.Cycle + (2 * Ticks.Heartbeat), Ticks.Suspect).SetArgDisplayNames("c+2h <= s"),
        new TestCaseData(Ticks.Suspect + 1, Window - Ticks.Heartbeat).SetArgDisplayNames("s < L-d-h"),
        new TestCaseData(2 * Ticks.Heartbeat, Ticks.Demote).SetArgDisplayNames("2h <= d"),
        new TestCaseData((2 * Ticks.Heartbeat) + 1, Ticks.Settle).SetArgDisplayNames("2h < x"),
        new TestCaseData(2 * Ticks.Cycle, Ticks.Settle).SetArgDisplayNames("2c <= x"),
        new TestCaseData(Ticks.Settle + (3 * Ticks.Cycle) + 1, Window).SetArgDisplayNames("x+3c < L-d"),
        new TestCaseData((2 * Ticks.Watchdog) + (2 * Ticks.Cycle) + Ticks.Heartbeat, Ticks.Lease)
            .SetArgDisplayNames("2W+2c+h <= L"),
    ];

    [TestCaseSource(nameof(Relations))]
    public void The_timing_is_one_that_a_daemon_would_accept(int least, int most) =>
        Assert.That(least, Is.LessThanOrEqualTo(most));
}
