using System.Diagnostics;

namespace Beast.Quorum.Platform.Tests.Support;

/// <summary>Waits for something that must become true, with a generous deadline.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    internal static void True(Func<bool> condition, string what)
    {
        Stopwatch watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.That(watch.Elapsed, Is.LessThan(Deadline), what);
            Thread.Yield();
        }
    }

    /// <summary>Whether a process exists and is no zombie.</summary>
    internal static bool Lives(int pid)
    {
        string stat;
        try
        {
            stat = File.ReadAllText($"/proc/{pid}/stat");
        }
        catch (IOException)
        {
            return false;
        }

        return stat[(stat.LastIndexOf(')') + 2)..][0] is not ('Z' or 'X');
    }
}
