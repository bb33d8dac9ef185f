using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Storage;
using Beast.Quorum.Storage.Fencing;

namespace Beast.Quorum.Daemon.Adapters;

/// <summary>Looks whether an owner's disks still carry its reservation; part of the look at its group.</summary>
internal sealed class ReservationWatch(StorageSystem system, GroupConfiguration group, Func<bool> mayRestore)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);

    private static readonly ReservationLook Nothing = new(null, []);

    /// <summary>What was found; nothing if the disks carry no reservations.</summary>
    public ReservationLook Look() => system.Reservations is { } reservations && group.Pools.Count > 0
        ? reservations.Look(system, group.Pools, Deadline, mayRestore)
        : Nothing;
}
