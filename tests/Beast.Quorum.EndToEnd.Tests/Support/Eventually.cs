using System.Diagnostics;

namespace Beast.Quorum.EndToEnd.Tests.Support;

/// <summary>Waits for something that will happen, with a deadline that only a broken program reaches.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// Fails with <paramref name="what"/>, and with what <paramref name="seen"/> tells, after the deadline.
    /// </summary>
    internal static void True(Func<bool> condition, string what, Func<string>? seen = null, TimeSpan? within = null)
    {
        TimeSpan limit = within ?? Deadline;
        Stopwatch watch = Stopwatch.StartNew();
        while (!condition())
        {
            if (watch.Elapsed > limit)
            {
                Assert.Fail($"after {limit.TotalSeconds} s still not: {what}\n{seen?.Invoke()}");
            }

            // Another process makes it true and cannot wake us; the condition decides, not the pause.
            Thread.Sleep(Pause);
        }
    }
}
