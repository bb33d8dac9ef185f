namespace Beast.Quorum.Core.Plans;

/// <summary>
/// Deadlines and retry rules of the steps that only look or wait. The steps that move a group have the group's own
/// deadline; they are not here.
/// </summary>
internal static class StepRules
{
    /// <summary>One look into the system's own lists; seconds are plenty unless the disks hang.</summary>
    public static readonly TimeSpan Check = TimeSpan.FromSeconds(15);

    /// <summary>/dev/zvol entries appear shortly after the import has returned (GEOM tastes asynchronously).</summary>
    public static readonly TimeSpan BackingPath = TimeSpan.FromSeconds(15);

    /// <summary>Start of ctld, and with it the creation of its LUNs.</summary>
    public static readonly TimeSpan TargetDaemon = TimeSpan.FromSeconds(30);

    /// <summary>A few commands for every disk, side by side; seconds unless disks hang.</summary>
    public static readonly TimeSpan Reservation = TimeSpan.FromSeconds(15);

    /// <summary>Covers a start of ctld in the same stage.</summary>
    public static readonly TimeSpan LunReady = TimeSpan.FromSeconds(40);

    /// <summary>Setting a string.</summary>
    public static readonly TimeSpan Peer = TimeSpan.FromSeconds(10);

    /// <summary>A living peer links within 2 s; then the link must stay for 3 s.</summary>
    public static readonly TimeSpan Link = TimeSpan.FromSeconds(15);

    /// <summary>A path is added, removed or chosen at once, unless GEOM's topology lock waits for a disk.</summary>
    public static readonly TimeSpan Path = TimeSpan.FromSeconds(20);

    /// <summary>
    /// A session is connected within a second where the peer's ctld runs; then CAM looks for the disk.
    /// </summary>
    public static readonly TimeSpan Session = TimeSpan.FromSeconds(20);

    /// <summary>A disk whose LUN has no media on the peer yet cannot be a path; its takeover may still run.</summary>
    public static readonly TimeSpan PeerPath = TimeSpan.FromSeconds(30);

    /// <summary>CTL closes the zvols a moment before ZFS sees them closed.</summary>
    public static readonly RetryRule BusyExport = RetryRule.UntilDeadline(TimeSpan.FromMilliseconds(250));

    /// <summary>Poll of paths and LUNs.</summary>
    public static readonly RetryRule Poll = RetryRule.UntilDeadline(TimeSpan.FromMilliseconds(100));

    /// <summary>Poll of the HA link.</summary>
    public static readonly RetryRule SlowPoll = RetryRule.UntilDeadline(TimeSpan.FromMilliseconds(250));

    /// <summary>ctld makes its LUNs a moment after it was started; a path shows a moment after it was added.</summary>
    public static readonly RetryRule Settle = new(8, TimeSpan.FromMilliseconds(250));

    /// <summary>ctld needs a moment for its configuration.</summary>
    public static readonly RetryRule ReloadAgain = RetryRule.UntilDeadline(TimeSpan.FromSeconds(1));

    /// <summary>A look that gave no readable answer is worth a second one.</summary>
    public static readonly RetryRule LookAgain = new(3, TimeSpan.FromMilliseconds(250));

    /// <summary>A daemon that has just been started may not have its pid file yet.</summary>
    public static readonly RetryRule StartAgain = new(3, TimeSpan.FromSeconds(1));
}
