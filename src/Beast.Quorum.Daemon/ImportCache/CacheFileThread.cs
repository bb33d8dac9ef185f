using System.Diagnostics;

namespace Beast.Quorum.Daemon.ImportCache;

/// <summary>
/// The thread of one group's cache files; a pool that hangs holds up only its own group's. It decides nothing and
/// nothing waits for it: without it imports scan the disks.
/// </summary>
internal sealed class CacheFileThread : IDisposable
{
    private const int StackBytes = 512 * 1024;
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private readonly Action<TimeSpan> advance;
    private readonly Action<string> failed;
    private readonly ManualResetEventSlim ending = new();

    private CacheFileThread(Action<TimeSpan> advance, Action<string> failed) =>
        (this.advance, this.failed) = (advance, failed);

    /// <summary>Starts it.</summary>
    /// <param name="group">The group's name.</param>
    /// <param name="advance">Does what is due at a time.</param>
    /// <param name="failed">Told once if it ends by an exception.</param>
    public static CacheFileThread Start(string group, Action<TimeSpan> advance, Action<string> failed)
    {
        CacheFileThread made = new(advance, failed);
        new Thread(made.Serve, StackBytes) { IsBackground = true, Name = $"cache files {group}" }.Start();
        return made;
    }

    /// <summary>Asks it to end; does not wait for a command that it runs.</summary>
    public void Dispose() => ending.Set();

    private void Serve()
    {
        try
        {
            while (!ending.Wait(Tick))
            {
                advance(Stopwatch.GetElapsedTime(0));
            }
        }
        catch (Exception fault)
        {
            // Whatever it is, it must not end a process that serves.
            failed(fault.Message);
        }
    }
}
