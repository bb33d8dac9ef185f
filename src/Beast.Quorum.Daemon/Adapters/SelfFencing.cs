using Beast.Quorum.Platform.SelfFencing;

namespace Beast.Quorum.Daemon.Adapters;

/// <summary>
/// Resets this host: a note for the next start first, in bounded time, then the ladder. The watchdog is not patted any
/// more from here on, which is the one fence that does not depend on the kernel.
/// </summary>
internal sealed class SelfFencing(ISelfFence fence, string sentinelPath, Action<string> alert)
{
    public const string FileName = "self-fence";

    private static readonly TimeSpan TellWithin = TimeSpan.FromMilliseconds(100);

    /// <summary>Neither a stuck terminal nor a dead disk may hold up the reset.</summary>
    public void Fire(string reason)
    {
        try
        {
            Thread teller = new(() => Tell(reason), 256 * 1024) { IsBackground = true, Name = "last words" };
            teller.Start();
            Sentinel.Write(sentinelPath, $"{DateTimeOffset.UtcNow:O} {reason}\n");
            teller.Join(TellWithin);
        }
        finally
        {
            fence.Fire(reason);
        }
    }

    private void Tell(string reason)
    {
        try
        {
            alert(reason);
        }
        catch (Exception fault)
        {
            // The process must live until the reset; the sentinel has the reason too.
            System.Diagnostics.Debug.WriteLine(fault);
        }
    }
}
