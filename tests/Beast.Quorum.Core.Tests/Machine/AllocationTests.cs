namespace Beast.Quorum.Core.Tests.Machine;

/// <summary>A quiet pair must not wake the garbage collector, which would pause the loop.</summary>
public class AllocationTests
{
    [TestCase(1)]
    [TestCase(64)]
    public void A_thousand_quiet_cycles_of_both_nodes_allocate_nothing(int groups)
    {
        QuietPair pair = new(groups);
        for (int turn = 0; turn < 200_000 && !pair.IsServing; turn++)
        {
            pair.Advance();
        }

        Assert.That(pair.IsServing);

        // Warm up: what is compiled or cached on first use is not part of a quiet cycle.
        RunCycles(pair, 300);
        long before = GC.GetAllocatedBytesForCurrentThread();
        RunCycles(pair, 1000);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.That(allocated, Is.Zero);
    }

    private static void RunCycles(QuietPair pair, int count)
    {
        int end = pair.Cycles + count;
        while (pair.Cycles < end)
        {
            pair.Advance();
        }
    }
}
