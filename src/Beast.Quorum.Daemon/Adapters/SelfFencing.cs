using Beast.Quorum.Platform.SelfFencing;

namespace Beast.Quorum.Daemon.Adapters;

/// <summary>
/// Resets this host: a note for the next start first, in bounded time, then the ladder; what fails of it is added to
/// the note. The watchdog is not patted any more from here on, which is the one fence that does not depend on the
/// kernel.
/// </summary>
internal sealed class SelfFencing(ISelfFence fence, string sentinelPath, Action<string> alert)
{
    public const string FileName = "self-fence";

    private static readonly TimeSpan TellWithin = TimeSpan.FromMilliseconds(100);

    /// <summary>Neither a stuck terminal nor a dead disk may hold up the reset.</summary>
    public void Fire(string reason)
    {
        string note = $"{DateTimeOffset.UtcNow:O} {reason}\n";
        try
        {
            Thread teller = new(() => Tell(reason), 256 * 1024) { IsBackground = true, Name = "last words" };
            teller.Start();
            Sentinel.Write(sentinelPath, note);
            teller.Join(TellWithin);
        }
        finally
        {
            fence.Fire(reason, Failed);
        }

        void Failed(string step)
        {
            note += step + "\n";
            Sentinel.Write(sentinelPath, note);
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
