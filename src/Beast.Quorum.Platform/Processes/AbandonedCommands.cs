using System.Collections.Concurrent;
using Beast.Quorum.Platform.Clock;

namespace Beast.Quorum.Platform.Processes;

/// <summary>One command that was killed and is still there.</summary>
/// <param name="ProcessId">Its process id; 0 if even its start hangs.</param>
/// <param name="Program">The program and its first arguments.</param>
/// <param name="Age">Since it was abandoned.</param>
public readonly record struct AbandonedCommand(int ProcessId, string Program, TimeSpan Age);

/// <summary>
/// The commands of this process that passed their deadline and could not be killed: they hang in the kernel, as a
/// zpool(8) on a dead disk does. Each leaves the list when it has ended at last. Thread-safe.
/// </summary>
public static class AbandonedCommands
{
    private const int WordsMax = 6;
    private static readonly ConcurrentDictionary<long, (int ProcessId, string Program, long Since)> Living = new();
    private static long last;
    private static long total;

    /// <summary>How many there are now.</summary>
    public static int Count => Living.Count;

    /// <summary>How many there have been since this process started.</summary>
    public static long Total => Interlocked.Read(ref total);

    /// <summary>Those that are there now, the oldest first.</summary>
    public static IReadOnlyList<AbandonedCommand> List()
    {
        long now = MonotonicClock.Ticks;
        return
        [
            .. Living.OrderBy(pair => pair.Key).Select(pair => new AbandonedCommand(
                pair.Value.ProcessId, pair.Value.Program, new TimeSpan(now - pair.Value.Since))),
        ];
    }

    /// <summary>Notes one; the token takes it off again.</summary>
    internal static long Add(int processId, IReadOnlyList<string> arguments)
    {
        long token = Interlocked.Increment(ref last);
        string program = string.Join(' ', arguments.Take(WordsMax)) + (arguments.Count > WordsMax ? " ..." : "");
        Living[token] = (processId, program, MonotonicClock.Ticks);
        Interlocked.Increment(ref total);
        return token;
    }

    /// <summary>It has ended.</summary>
    internal static void Remove(long token) => Living.TryRemove(token, out _);
}
