using Beast.Quorum.Platform.Devices;

namespace Beast.Quorum.Platform.Watchdogs;

/// <summary>A host without a watchdog: nothing can be armed.</summary>
public sealed class NoWatchdog : IWatchdog
{
    /// <inheritdoc/>
    public TimeSpan Timeout => TimeSpan.Zero;

    /// <inheritdoc/>
    public int LastError { get; private set; }

    /// <inheritdoc/>
    public bool IsPresent => false;

    /// <inheritdoc/>
    public bool Arm(TimeSpan timeout) => Missing();

    /// <inheritdoc/>
    public bool Pat() => Missing();

    /// <summary>Nothing to switch off.</summary>
    public bool Disarm() => true;

    /// <inheritdoc/>
    public TimeSpan Effective(TimeSpan asked) => PowerOfTwo.ToTimeSpan(PowerOfTwo.AtLeast(asked));

    /// <inheritdoc/>
    public TimeSpan LargestNotAbove(TimeSpan limit) => PowerOfTwo.LargestNotAbove(limit);

    /// <summary>Nothing to release.</summary>
    public void Dispose()
    {
    }

    private bool Missing()
    {
        LastError = Errno.ENODEV;
        return false;
    }
}
