using System.Globalization;
using Beast.Quorum.Daemon.Events;
using Beast.Quorum.Daemon.Journal;

namespace Beast.Quorum.Daemon.Planning;

/// <summary>
/// How long steps took on this node so far, from the journal: the median of the last few that succeeded.
/// </summary>
internal sealed class StepHistory
{
    /// <summary>How many of the newest runs of a step count.</summary>
    public const int Runs = 5;

    private const int Entries = 20_000;

    private readonly Dictionary<string, List<TimeSpan>> times = [];

    private StepHistory(IEnumerable<JournalEntry> entries)
    {
        foreach (JournalEntry entry in entries)
        {
            if (entry.Id == DaemonEvents.StepEnded.Id
                && entry.Fields.GetValueOrDefault("step") is { Length: > 0 } step
                && entry.Fields.GetValueOrDefault("reason")?.StartsWith("Done:", StringComparison.Ordinal) == true
                && Time(entry.Fields.GetValueOrDefault("elapsed")) is { } time)
            {
                Add(step, time);
            }
        }
    }

    /// <summary>
    /// Reads the journal of a state directory; one that cannot be read is as if nothing had happened.
    /// </summary>
    public static StepHistory Read(string directory)
    {
        try
        {
            return new StepHistory(new JournalReader(directory).ReadLast(Entries));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new StepHistory([]);
        }
    }

    /// <summary>From entries, oldest first.</summary>
    public static StepHistory Of(IEnumerable<JournalEntry> entries) => new(entries);

    /// <summary>How long a step will take; null if it never ran here.</summary>
    /// <param name="step">The step as the journal names it, see <c>PlanStep.ToString</c>.</param>
    public TimeSpan? Expected(string step)
    {
        if (!times.TryGetValue(step, out List<TimeSpan>? all))
        {
            return null;
        }

        TimeSpan[] newest = [.. all.TakeLast(Runs).Order()];
        return newest[newest.Length / 2];
    }

    private void Add(string step, TimeSpan time)
    {
        if (!times.TryGetValue(step, out List<TimeSpan>? all))
        {
            times[step] = all = [];
        }

        all.Add(time);
    }

    /// <summary>A time as the daemon writes it: <c>0.12 s</c>.</summary>
    private static TimeSpan? Time(string? text) =>
        text is not null && text.EndsWith(" s", StringComparison.Ordinal)
        && double.TryParse(text.AsSpan(0, text.Length - 2), NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture, out double seconds)
        && seconds is >= 0 and < 1e6
            ? TimeSpan.FromSeconds(seconds) : null;
}
