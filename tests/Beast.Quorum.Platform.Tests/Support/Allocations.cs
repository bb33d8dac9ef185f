namespace Beast.Quorum.Platform.Tests.Support;

/// <summary>Counts what the calling thread allocates on the managed heap.</summary>
internal static class Allocations
{
    private const int Windows = 10;

    /// <summary>
    /// The least that any of a few runs of 1,000 calls allocates: the runtime itself allocates a little while it
    /// compiles a method again, but a call that allocates does so in every run.
    /// </summary>
    internal static long OfThousand(Action call)
    {
        long least = long.MaxValue;
        for (int window = 0; window < Windows && least > 0; window++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 1000; i++)
            {
                call();
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
