using System.Globalization;

namespace Beast.Quorum.Core.Time;

/// <summary>
/// The inequalities that make the protocol's waits add up (DESIGN 5.3), checked with real numbers before anything
/// starts.
/// </summary>
public static class TimingProof
{
    /// <summary>Checks every inequality; an empty list is the proof.</summary>
    /// <param name="timing">The thresholds of both nodes.</param>
    /// <param name="watchdog">This or the peer's watchdog time-out as programmed; zero if there is none.</param>
    /// <returns>One sentence for each inequality that does not hold, with both values.</returns>
    public static IReadOnlyList<string> Violations(QuorumTiming timing, TimeSpan watchdog)
    {
        TimeSpan h = timing.Heartbeat;
        TimeSpan c = timing.LongestCycle;
        TimeSpan x = timing.SettleLimit;
        TimeSpan s = timing.SuspectAfter;
        TimeSpan lease = timing.Lease;
        TimeSpan d = timing.DemoteBudget;
        List<string> violations = [];

        Positive("heartbeat", h);
        Positive("longest_cycle", c);
        Positive("settle_limit", x);
        Positive("suspect_after", s);
        Positive("lease", lease);
        Positive("demote_budget", d);
        Positive("margin", timing.Margin);
        Need(3 * c <= lease - d, "3 x longest_cycle <= lease - demote_budget", 3 * c, lease - d);
        Need(c + 2 * h <= s, "longest_cycle + 2 x heartbeat <= suspect_after", c + 2 * h, s);
        Need(s < lease - d - h, "suspect_after < lease - demote_budget - heartbeat", s, lease - d - h);
        Need(d >= 2 * h, "demote_budget >= 2 x heartbeat", d, 2 * h);
        Need(2 * h < x, "2 x heartbeat < settle_limit", 2 * h, x);
        Need(2 * c <= x, "2 x longest_cycle <= settle_limit", 2 * c, x);
        Need(x + 3 * c < lease - d, "settle_limit + 3 x longest_cycle < lease - demote_budget", x + 3 * c, lease - d);
        if (watchdog > TimeSpan.Zero && timing.IsCoarse(watchdog))
        {
            Need(
                watchdog + 2 * c + h <= lease,
                "watchdog + 2 x longest_cycle + heartbeat <= lease",
                watchdog + 2 * c + h,
                lease);
        }

        return violations;

        void Positive(string name, TimeSpan value)
        {
            if (value <= TimeSpan.Zero)
            {
                violations.Add($"{name} must be longer than zero, but is {Show(value)}");
            }
        }

        void Need(bool holds, string rule, TimeSpan left, TimeSpan right)
        {
            if (!holds)
            {
                violations.Add($"{rule} must hold, but {Show(left)} against {Show(right)} does not");
            }
        }
    }

    /// <summary>A duration as people read it: <c>250 ms</c>, <c>1.07 s</c>.</summary>
    public static string Show(TimeSpan span) => Math.Abs(span.TotalSeconds) < 1
        ? string.Create(CultureInfo.InvariantCulture, $"{span.TotalMilliseconds:0.###} ms")
        : string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.###} s");
}
