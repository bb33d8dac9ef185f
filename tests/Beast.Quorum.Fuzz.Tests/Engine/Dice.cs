namespace Beast.Quorum.Fuzz.Tests.Engine;

/// <summary>
/// Random numbers that are the same on every runtime (SplitMix64), and cheap to start anew for every input, so that
/// input number n can be made again without the n before it.
/// </summary>
internal sealed class Dice(ulong seed)
{
    private ulong state = seed;

    /// <summary>A start for one input of one target.</summary>
    public static Dice For(ulong seed, string target, long input)
    {
        ulong hash = seed;
        foreach (char letter in target)
        {
            hash = (hash ^ letter) * 1099511628211;
        }

        return new Dice(new Dice(hash).Next() ^ (ulong)input * 0x9E3779B97F4A7C15);
    }

    public ulong Next()
    {
        ulong z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>From 0 to one less than the limit; 0 if there is nothing to choose from.</summary>
    public int Below(int limit) => limit <= 1 ? 0 : (int)(Next() % (ulong)limit);

    /// <summary>True once in so many times.</summary>
    public bool OneIn(int times) => Below(times) == 0;

    public T Of<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    /// <summary>Mostly small, sometimes near the limit, as the sizes of real damage are.</summary>
    public int Size(int limit)
    {
        int most = Below(4) switch { 0 => limit, 1 => 256, _ => 16 };
        return Below(Math.Min(most, limit) + 1);
    }

    public void Fill(Span<byte> bytes)
    {
        for (int at = 0; at < bytes.Length; at++)
        {
            bytes[at] = (byte)Next();
        }
    }
}
