using Beast.Quorum.Core.Plans;
using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Storage.Calls;
using Beast.Quorum.Storage.Text;

namespace Beast.Quorum.Storage.Fencing;

/// <summary>
/// Asks one disk and orders it about. An answer that says only "failed" is asked for again: the first command after
/// another node's preempt or clear meets a unit attention, and camcontrol does not repeat it.
/// </summary>
internal sealed class DiskCalls(
    StorageSystem system, IReservations tool, Countdown clock, Func<bool> mayStart, Lingering lingering)
{
    /// <summary>Longest time for one command; camcontrol gives a disk 5 s.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(7);

    private const int Tries = 3;

    public IReservations Tool => tool;

    public TimeSpan Left => clock.Left;

    public bool TryKeys(string path, out IReadOnlyList<ulong> keys, out string why)
    {
        keys = [];
        if (!TryAsk(tool.ReadKeys(path), out string text, out why))
        {
            return false;
        }

        return tool.TryParseKeys(text, out keys) || Unreadable(text, out why);
    }

    public bool TryReservation(string path, out DiskReservation? reservation, out string why)
    {
        reservation = null;
        if (!TryAsk(tool.ReadReservation(path), out string text, out why))
        {
            return false;
        }

        return tool.TryParseReservation(text, out reservation) || Unreadable(text, out why);
    }

    public bool TryCapabilities(string path, out bool listsType, out string why)
    {
        listsType = false;
        if (!TryAsk(tool.ReadCapabilities(path), out string text, out why))
        {
            return false;
        }

        return tool.TryParseCapabilities(text, out listsType) || Unreadable(text, out why);
    }

    /// <summary>Gives an order; what came of it is read back by the caller.</summary>
    public bool TryOrder(IReadOnlyList<string> line, out string why) => TryOnce(line, out _, out why, out _);

    /// <summary>Gives an order that may be repeated, until it succeeds.</summary>
    public bool TryOrderAgain(IReadOnlyList<string> line, out string why) => TryAsk(line, out _, out why);

    private bool TryAsk(IReadOnlyList<string> line, out string text, out string why)
    {
        for (int attempt = 1; ; attempt++)
        {
            if (TryOnce(line, out text, out why, out bool again))
            {
                return true;
            }

            if (!again || attempt == Tries)
            {
                return false;
            }
        }
    }

    private bool TryOnce(IReadOnlyList<string> line, out string text, out string why, out bool again)
    {
        TimeSpan time = clock.Left < Longest ? clock.Left : Longest;
        var caller = new Caller(system, new Countdown(system.Time, time), mayStart, lingering.Gone);
        again = false;
        text = "";
        if (!caller.Run(line, out CommandResult result, out CallFailure failure))
        {
            if (failure.Outcome == StepOutcome.Abandoned)
            {
                lingering.Left();
            }

            why = failure.Detail;
            return false;
        }

        text = result.StandardOutput;
        again = result.ExitCode != 0;
        why = again
            ? $"{CommandText.Of(line)}: exit {result.ExitCode}, {OneLine.Said(result.StandardError, text)}"
            : "";
        return !again;
    }

    private bool Unreadable(string text, out string why)
    {
        why = $"the answer of {tool.Name} cannot be read: {OneLine.Said("", text)}";
        return false;
    }
}
