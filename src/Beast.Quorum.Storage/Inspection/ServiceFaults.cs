using Beast.Quorum.Storage.Targets;
using Beast.Quorum.Storage.Zfs;

namespace Beast.Quorum.Storage.Inspection;

/// <summary>
/// What keeps an owner from serving (DESIGN 5.10), as against what only deserves a look: a degraded mirror, an HA link
/// that is down because the peer is off, or a command that did not answer move nothing.
/// </summary>
public static class ServiceFaults
{
    // ZFS's words for a pool that answers no I/O (zpoolconcepts(7)); DEGRADED serves.
    private static readonly string[] Dead = ["SUSPENDED", "FAULTED", "UNAVAIL", "REMOVED", "OFFLINE"];

    /// <summary>
    /// Whether an owner serves; for a node that holds nothing, whether its way to the owner's volume is not known to be
    /// gone.
    /// </summary>
    public static bool IsOk(GroupInspection seen)
    {
        ArgumentNullException.ThrowIfNull(seen);
        return seen.Imported == ImportState.No ? seen.PeerPathActive != false : Of(seen).Count == 0;
    }

    /// <summary>One line each; empty if nothing that was seen keeps this node from serving.</summary>
    /// <param name="seen">An inspection of the group's owner.</param>
    public static IReadOnlyList<string> Of(GroupInspection seen)
    {
        ArgumentNullException.ThrowIfNull(seen);
        List<string> faults = [];
        if (seen.Imported is ImportState.No or ImportState.ReadOnly)
        {
            faults.Add("its pools are not imported read-write");
        }

        faults.AddRange(seen.Health.Where(pool => Dead.Contains(pool.Value))
            .Select(pool => $"pool {pool.Key} is {pool.Value}"));
        if (seen.Primary == false && seen.LunRoles.Count == 0)
        {
            faults.Add("CTL is secondary on this node");
        }

        faults.AddRange(seen.LunRoles.Where(lun => !lun.Value)
            .Select(lun => $"CTL is secondary for LUN {lun.Key} on this node"));
        if (seen.LocalPathActive == false)
        {
            faults.Add("its gmultipath device does not use the local volume");
        }

        if (seen.TargetDaemon == TargetDaemonState.Stopped)
        {
            faults.Add("ctld does not run");
        }

        faults.AddRange(seen.Luns.Where(lun => !lun.Value).Select(lun => $"LUN {lun.Key} is not ready"));
        return faults;
    }
}
