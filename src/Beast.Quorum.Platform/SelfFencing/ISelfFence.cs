namespace Beast.Quorum.Platform.SelfFencing;

/// <summary>Resets this host, because it cannot prove that it may serve.</summary>
public interface ISelfFence
{
    /// <summary>
    /// Fires. Does not come back when it works; at the latest the process ends, unpatted, so that the hardware watchdog
    /// finishes the work. The caller has stopped patting and written the <see cref="Sentinel"/> before.
    /// </summary>
    /// <param name="reason">Why, for whoever looks afterwards.</param>
    /// <param name="failed">
    /// Told in one line that a step failed and the next one follows; must return soon, and must not throw.
    /// </param>
    public void Fire(string reason, Action<string> failed);
}
