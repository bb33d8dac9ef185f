using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Platform.Sysctls;
using Beast.Quorum.Storage.Backing;
using Beast.Quorum.Storage.Calls;
using Beast.Quorum.Storage.ImportCache;
using Beast.Quorum.Storage.Fencing;
using Beast.Quorum.Storage.Sysctls;
using Beast.Quorum.Storage.Zfs;

namespace Beast.Quorum.Storage;

/// <summary>
/// What the storage layer needs of the system: programs, sysctl, paths and a clock. One for the daemon.
/// </summary>
public sealed class StorageSystem
{
    /// <summary>Puts it together as the configuration says.</summary>
    /// <param name="configuration">Which commands, and how sysctls are reached.</param>
    /// <param name="runner">Runs the commands.</param>
    /// <param name="sysctl">The native sysctl; used with <c>sysctl: native</c>.</param>
    /// <param name="inherited">Descriptors that every command inherits (the daemon's lock).</param>
    public StorageSystem(
        BeastqConfiguration configuration, ICommandRunner runner, ISysctl sysctl, IReadOnlyList<int> inherited)
    {
        Commands = configuration.Commands;
        PoolCaches = new PoolCacheStore(configuration.StateDirectory);
        Calls = new CommandCalls(runner, inherited);
        Sysctls = configuration.Sysctl == AccessMethod.Native
            ? new NativeSysctlAccess(sysctl)
            : new CommandSysctlAccess(Calls, configuration.Commands.Sysctl);
    }

    /// <summary>The programs.</summary>
    public CommandsConfiguration Commands { get; }

    /// <summary>Sysctl, natively or by command.</summary>
    public ISysctlAccess Sysctls { get; }

    /// <summary>The cache files that make imports quick.</summary>
    public PoolCacheStore PoolCaches { get; }

    /// <summary>Which ZFS answers here.</summary>
    public ZfsVersions Versions { get; } = new();

    /// <summary>Longest wait for the disk of the own state directory, where the cache files are.</summary>
    public TimeSpan DiskPatience { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Opens backing paths; not used if <see cref="CommandsConfiguration.Backing"/> names a command.</summary>
    public IBackingPaths BackingPaths { get; init; } = new NativeBackingPaths();

    /// <summary>Clock of deadlines and retries.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The pools' disks as a fence; null without the method <c>scsi-pr</c>.</summary>
    public PoolReservations? Reservations { get; init; }

    internal CommandCalls Calls { get; }
}
