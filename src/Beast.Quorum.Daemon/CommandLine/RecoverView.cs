using System.Globalization;
using Beast.Quorum.Daemon.Status;

namespace Beast.Quorum.Daemon.CommandLine;

/// <summary>Shows a recovery to people: what was found, and a line of progress.</summary>
/// <param name="output">Receives it.</param>
/// <param name="renews">Whether the line of progress renews itself, as on a terminal.</param>
internal sealed class RecoverView(TextWriter output, bool renews)
{
    private const int MostDamage = 20;
    private string last = "";

    public TextWriter Writer => output;

    public void Say(string text)
    {
        EndLine();
        output.WriteLine(text);
        output.Flush();
    }

    public void Pools(RecoveryStatus recovery)
    {
        foreach (PoolRecoveryStatus pool in recovery.Pools)
        {
            Say($"pool {pool.Pool}: {(pool.State.Length > 0 ? pool.State : "its state is not known")}");
            if (pool.ScanText.Length > 0)
            {
                Say($"  scan: {pool.ScanText}");
            }

            Say($"  errors: {pool.Errors}");
            foreach (string damage in pool.Damage.Take(MostDamage))
            {
                Say($"    {damage}");
            }

            if (pool.Damage.Count > MostDamage)
            {
                Say($"    and {pool.Damage.Count - MostDamage} more; see --json, or zpool status -v {pool.Pool}");
            }

            if (pool.Advice.Length > 0)
            {
                Say($"  ZFS says: {pool.Advice}");
            }
        }
    }

    /// <summary>One line for all pools; nothing if it is what was shown last.</summary>
    public void Progress(RecoveryStatus recovery)
    {
        string line = string.Join("; ", recovery.Pools.Where(pool => pool.Scan is "running" or "paused").Select(Line));
        if (line == last || line.Length == 0)
        {
            return;
        }

        last = line;
        output.Write(renews ? $"\r\u001b[K{line}" : $"{line}{Environment.NewLine}");
        output.Flush();
    }

    public void EndLine()
    {
        if (renews && last.Length > 0)
        {
            output.WriteLine();
        }

        last = "";
    }

    private static string Line(PoolRecoveryStatus pool)
    {
        string what = pool.IsScrub ? "scrub" : "resilver";
        string percent = pool.Percent is { } done
            ? string.Create(CultureInfo.InvariantCulture, $"{done:0.00} % done") : "no percentage yet";
        string left = pool.LeftS is { } seconds
            ? $"{Status.Show.Span(seconds * 1000)} left" : "no estimate of the time left";
        return $"{what} of {pool.Pool}: {percent}, {left}{(pool.Scan == "paused" ? " (paused)" : "")}";
    }
}
