using Beast.Quorum.Platform.SelfFencing;

namespace Beast.Quorum.Daemon.Adapters;

/// <summary>
/// Resets this host: a note for the next start first, in bounded time, then the ladder. The watchdog is not patted any
/// more from here on, which is the one fence that does not depend on the kernel.
/// </summary>
internal sealed class SelfFencing(ISelfFence fence, string sentinelPath, Action<string> alert)
{
    public const string FileName = "self-fence";

    public void Fire(string reason)
    {
        alert(reason);
        Sentinel.Write(sentinelPath, $"{DateTimeOffset.UtcNow:O} {reason}\n");
        fence.Fire(reason);
    }
}
