namespace Beast.Quorum.Storage.Fencing;

/// <summary>
/// Does something for many disks at once, on threads of its own: the pool's threads are few, and disks hang.
/// </summary>
internal static class SideBySide
{
    private const int MostThreads = 16;
    private const int StackBytes = 256 * 1024;

    /// <summary>The results, in the order of the items. An exception of the work is thrown here.</summary>
    public static TResult[] Run<TItem, TResult>(IReadOnlyList<TItem> items, Func<TItem, TResult> work)
    {
        var results = new TResult[items.Count];
        int next = -1;
        Exception? fault = null;
        void Serve()
        {
            try
            {
                for (int at = Interlocked.Increment(ref next); at < items.Count; at = Interlocked.Increment(ref next))
                {
                    results[at] = work(items[at]);
                }
            }
#pragma warning disable CA1031 // Whatever it is, it is thrown again where the work is waited for.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                Interlocked.CompareExchange(ref fault, exception, null);
            }
        }

        var threads = new Thread[Math.Min(items.Count, MostThreads) - 1 is var more and > 0 ? more : 0];
        for (int index = 0; index < threads.Length; index++)
        {
            threads[index] = new Thread(Serve, StackBytes) { IsBackground = true, Name = "disks" };
            threads[index].Start();
        }

        Serve();
        foreach (Thread thread in threads)
        {
            thread.Join();
        }

        return fault is null ? results : throw new InvalidOperationException(fault.Message, fault);
    }
}
