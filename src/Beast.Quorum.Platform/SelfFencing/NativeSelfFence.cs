namespace Beast.Quorum.Platform.SelfFencing;

/// <summary>
/// The ladder: panic by sysctl (skips all shutdown handlers, so dead storage cannot hold it up), then
/// reboot(RB_NOSYNC), then the end of this process. On Linux there is no first step.
/// </summary>
public sealed class NativeSelfFence : ISelfFence
{
    private readonly ISelfFenceCalls calls;

    /// <summary>The real thing.</summary>
    public NativeSelfFence()
        : this(new SelfFenceCalls())
    {
    }

    internal NativeSelfFence(ISelfFenceCalls calls) => this.calls = calls;

    /// <inheritdoc/>
    public void Fire(string reason)
    {
        calls.Panic();
        calls.Reboot();
        calls.KillSelf();
    }
}
