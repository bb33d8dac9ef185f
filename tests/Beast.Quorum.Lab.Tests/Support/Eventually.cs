using System.Diagnostics;

namespace Beast.Quorum.Lab.Tests.Support;

/// <summary>Waits for something that will happen, with a deadline that only a broken program reaches.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    internal static void True(Func<bool> condition, string what)
    {
        var watch = Stopwatch.StartNew();
        var spin = new SpinWait();
        while (!condition())
        {
            if (watch.Elapsed > Deadline)
            {
                Assert.Fail($"after {Deadline.TotalSeconds} s still not: {what}");
            }

            spin.SpinOnce();
        }
    }
}
