using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Time;

namespace Beast.Quorum.Simulation.Pair;

/// <summary>What a world is like; a test names only what matters to it.</summary>
internal sealed record WorldOptions
{
    public ulong Seed { get; init; } = 1;

    public QuorumTiming Timing { get; init; } = TimingPresets.Fast;

    public int Groups { get; init; } = 1;

    public int Interlinks { get; init; } = 1;

    public bool Watchdog { get; init; } = true;

    /// <summary>What the driver made of the W that was asked for; null for W itself.</summary>
    public TimeSpan? WatchdogPeriod { get; init; }

    /// <summary>How much later than programmed it fires; part of the margin.</summary>
    public TimeSpan WatchdogLate { get; init; }

    public bool CanFence { get; init; }

    /// <summary>
    /// Owners reserve their disks, and the fence is a reservation: it stops writes and leaves the power on.
    /// </summary>
    public bool Reserves { get; init; }

    public FenceFailureRule OnFenceFailure { get; init; } = FenceFailureRule.WaitLease;

    /// <summary>How much faster the clocks of the two hosts run, at most ±1 %.</summary>
    public double Drift0 { get; init; }

    public double Drift1 { get; init; }

    public TimeSpan DeviceDelay { get; init; } = TimeSpan.FromMilliseconds(4);

    public TimeSpan LinkDelay { get; init; } = TimeSpan.FromMilliseconds(1);

    public TimeSpan StepTime { get; init; } = TimeSpan.FromMilliseconds(40);

    /// <summary>Time from the order to reset a host to its end; part of the margin.</summary>
    public TimeSpan ResetTime { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Time after which a reset host is on again; null leaves it off.</summary>
    public TimeSpan? BootTime { get; init; }

    /// <summary>Changes the groups' configuration; the argument is the default one.</summary>
    public Func<GroupConfiguration, GroupConfiguration> Group { get; init; } = group => group;
}
