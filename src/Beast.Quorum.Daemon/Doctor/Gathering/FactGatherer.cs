using System.Globalization;
using Beast.Quorum.Daemon.Doctor.Facts;
using Beast.Quorum.Platform.Clock;

namespace Beast.Quorum.Daemon.Doctor.Gathering;

/// <summary>
/// Lets all sources look side by side and waits for them, but not for ever: what is not known then stays unknown, and
/// a thread that hangs in the kernel is left alone.
/// </summary>
internal static class FactGatherer
{
    private const int StackSize = 512 * 1024;

    /// <summary>Longest time for everything.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(35);

    private static int looking;

    /// <summary>How many sources are looking now, in this process; those that hang stay in it.</summary>
    public static int Looking => Volatile.Read(ref looking);

    /// <summary>Gathers.</summary>
    /// <param name="node">The node.</param>
    /// <param name="sources">What looks.</param>
    /// <param name="patience">How long at most.</param>
    /// <param name="cancel">Ends it early, with what is known.</param>
    /// <param name="progress">Told, on this thread, how many sources are still looking.</param>
    public static FactSheet Gather(
        int node, IReadOnlyList<FactSource> sources, TimeSpan patience, CancellationToken cancel,
        Action<int>? progress = null)
    {
        FactBook book = new();
        long start = MonotonicClock.Ticks;
        long deadline = MonotonicClock.After(patience);

        // Never disposed: a source that hangs signals it when nobody waits any more.
        SemaphoreSlim ended = new(0);
        foreach (FactSource source in sources)
        {
            new Thread(() => Look(source, book, ended), StackSize) { IsBackground = true, Name = source.Name }.Start();
        }

        for (int left = sources.Count; left > 0; left--)
        {
            progress?.Invoke(left);
            if (!Wait(ended, deadline, cancel))
            {
                break;
            }
        }

        progress?.Invoke(0);
        book.Set(FactName.Took, (MonotonicClock.Ticks - start) / TimeSpan.TicksPerMillisecond);
        return book.Close(node);
    }

    private static bool Wait(SemaphoreSlim ended, long deadline, CancellationToken cancel)
    {
        try
        {
            return ended.Wait(MonotonicClock.Until(deadline), cancel);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static void Look(FactSource source, FactBook book, SemaphoreSlim ended)
    {
        Interlocked.Increment(ref looking);
        try
        {
            source.Look(book);
        }
#pragma warning disable CA1031 // A fault in one source must not end the daemon or the other checks; it is shown.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            book.Set(string.Create(CultureInfo.InvariantCulture, $"fault.{source.Name}"), fault.Message);
        }
        finally
        {
            Interlocked.Decrement(ref looking);
            ended.Release();
        }
    }
}
