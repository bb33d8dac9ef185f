using System.Diagnostics;

namespace Beast.Quorum.Fuzz.Tests.Engine;

/// <summary>
/// Feeds inputs to one target on a thread of its own, whose stack is as small as that of the daemon's threads, while
/// the caller watches the clock: a hang is told with its input, too.
/// </summary>
internal sealed class FuzzRun(FuzzTarget target, FuzzSettings settings, TimeSpan longest)
{
    private const int StackSize = 512 * 1024;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    private readonly long[] depths = new long[3];
    private volatile byte[] current = [];
    private long number = -1;
    private long largest;
    private string? finding;

    /// <summary>Inputs that were run.</summary>
    public long Done { get; private set; }

    /// <summary>How many inputs came that far.</summary>
    public long Reached(Depth depth) => depths[(int)depth];

    /// <summary>Runs everything.</summary>
    /// <returns>What was found, with the input and how to run it again; null if nothing was.</returns>
    public string? Run()
    {
        Thread thread = new(Serve, StackSize) { IsBackground = true, Name = $"fuzz {target.Name}" };
        thread.Start();
        long seen = -1;
        long since = Stopwatch.GetTimestamp();
        while (!thread.Join(Look))
        {
            long now = Interlocked.Read(ref number);
            if (now != seen)
            {
                seen = now;
                since = Stopwatch.GetTimestamp();
            }
            else if (Stopwatch.GetElapsedTime(since) > longest)
            {
                return Told($"has not come back for {longest.TotalSeconds:0} s");
            }
        }

        return finding;
    }

    /// <summary>One line about the run.</summary>
    public string Summary(TimeSpan took) =>
        $"{target.Name}: {Done} inputs in {took.TotalSeconds:0.0} s; {Reached(Depth.Refused)} refused at once, "
        + $"{Reached(Depth.Looked)} after a look, {Reached(Depth.Accepted)} accepted; "
        + $"most memory for one: {largest / 1024} KiB";

    private void Serve()
    {
        try
        {
            IReadOnlyList<byte[]> seeds = target.Seeds;
            Mutator mutator = new([.. seeds, .. target.OtherSeeds], Corpus.All, target.Words, target.Longest);
            foreach (byte[] seed in settings.First == 0 ? seeds : [])
            {
                current = seed;
                if (target.Run(seed) != Depth.Accepted)
                {
                    finding = Told("does not accept an input of its corpus");
                    return;
                }
            }

            Many(mutator);
        }
#pragma warning disable CA1031 // Whatever a reader throws is what this is looking for.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            finding = Told($"threw {fault}");
        }
    }

    private void Many(Mutator mutator)
    {
        long count = Math.Max(1, settings.Inputs / target.Cost);
        (long fixedBytes, long perByte) = target.Memory;
        for (long input = settings.First; input < settings.First + count; input++)
        {
            Dice dice = Dice.For(settings.Seed, target.Name, input);
            byte[] bytes = mutator.Make(dice);
            current = dice.OneIn(3) ? target.Mend(bytes, dice) : bytes;
            Interlocked.Exchange(ref number, input);
            long before = GC.GetAllocatedBytesForCurrentThread();
            Depth depth = target.Run(current);
            long used = GC.GetAllocatedBytesForCurrentThread() - before;
            depths[(int)depth]++;
            Done++;
            largest = Math.Max(largest, used);
            if (used > fixedBytes + (perByte * current.Length))
            {
                finding = Told($"allocated {used} bytes for {current.Length}; at most {fixedBytes} + {perByte} a byte");
                return;
            }
        }
    }

    private string Told(string what)
    {
        long input = Interlocked.Read(ref number);
        string which = input < 0 ? "a seed" : $"input {input}";
        return $"{target.Name}: {which} {what}\n{InputText.Of(current)}\n"
            + $"Again: {settings.Replay(target.Name, Math.Max(0, input))}";
    }
}
