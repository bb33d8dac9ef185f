namespace Beast.Quorum.Platform.Tests.Support;

/// <summary>Counts what the calling thread allocates on the managed heap.</summary>
internal static class Allocations
{
    /// <summary>Bytes allocated by 1,000 calls, after a few that let the runtime settle.</summary>
    internal static long OfThousand(Action call)
    {
        for (int i = 0; i < 50; i++)
        {
            call();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            call();
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
