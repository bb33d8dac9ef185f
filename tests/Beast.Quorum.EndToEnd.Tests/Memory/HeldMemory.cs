namespace Beast.Quorum.EndToEnd.Tests.Memory;

/// <summary>What a .NET process holds of anonymous memory after collections.</summary>
internal static class HeldMemory
{
    /// <summary>The collector gives back what it has not needed for twenty collections, beyond its budget.</summary>
    private const int Collections = 22;

    /// <summary>Orders collections, and gives <c>RssAnon</c> of /proc/PID/status, in kB.</summary>
    internal static long InKb(int process)
    {
        for (int collection = 0; collection < Collections; collection++)
        {
            CollectionOrder.Carry(process);
        }

        string line = File.ReadLines($"/proc/{process}/status")
            .Single(line => line.StartsWith("RssAnon:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], null);
    }
}
