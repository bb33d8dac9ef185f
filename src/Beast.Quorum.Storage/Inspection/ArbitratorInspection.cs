using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Storage.Calls;
using Beast.Quorum.Storage.Initiator;
using Beast.Quorum.Storage.Multipath;
using Beast.Quorum.Storage.Steps;
using Beast.Quorum.Storage.Targets;
using Beast.Quorum.Storage.Zfs;

namespace Beast.Quorum.Storage.Inspection;

/// <summary>
/// The part of an inspection that is about the paths of an <c>arbitrator</c> group: the owner's leads to its own
/// volume, the standby's over the peer's private target.
/// </summary>
internal static class ArbitratorInspection
{
    public static GroupInspection Look(
        GroupConfiguration group, InspectionDepth depth, Caller caller, InspectionNotes notes, GroupInspection pools)
    {
        if (depth == InspectionDepth.Ownership)
        {
            return pools;
        }

        GroupInspection seen = pools with
        {
            TargetDaemon = group.Ctld ? ServiceLooks.TargetDaemon(caller, notes) : TargetDaemonState.Unknown,
        };
        bool owner = seen.Imported == ImportState.ReadWrite;
        if (group.Arbitrator.Multipath is string name && TryFind(name, caller, notes, out MultipathDevice? device))
        {
            seen = owner
                ? seen with { LocalPathActive = Local(name, device, group.Arbitrator, notes) }
                : seen with { PeerPathActive = Peer(name, device, group.Arbitrator, caller, notes) };
        }

        return owner ? seen with { Luns = ServiceLooks.Ready(group, caller, notes) } : seen;
    }

    private static bool TryFind(string name, Caller caller, InspectionNotes notes, out MultipathDevice? device)
    {
        device = null;
        if (notes.Hangs)
        {
            return false;
        }

        if (MultipathLook.TryFind(caller, name, out device, out CallFailure failure, out bool notLoaded))
        {
            if (notLoaded)
            {
                notes.Add(failure);
            }

            return true;
        }

        notes.Add(failure);
        return false;
    }

    private static bool Local(
        string name, MultipathDevice? device, ArbitratorConfiguration paths, InspectionNotes notes)
    {
        string provider = LocalPath.ProviderOf(paths);
        bool active = device.Over(provider) is { IsActive: true };
        if (!active)
        {
            notes.Add($"gmultipath {name} does not use {provider}, {device.Show()}; see dmesg, then "
                + $"'gmultipath restore {name} {provider}' and 'gmultipath rotate {name}'");
        }

        return active;
    }

    private static bool? Peer(
        string name, MultipathDevice? device, ArbitratorConfiguration paths, Caller caller, InspectionNotes notes)
    {
        if (!SessionLook.TryFind(caller, paths, out InitiatorSession? session, out CallFailure failure))
        {
            notes.Add(failure);
            return null;
        }

        string? problem = SessionReasons.Problem(session, paths);
        if (problem is null && device.Over(session!.Devices[0]) is not { IsActive: true })
        {
            problem = $"gmultipath {name} does not use {session.Devices[0]}, the peer's disk; {device.Show()}";
        }

        if (problem is not null)
        {
            notes.Add($"clients cannot reach the group over this node: {problem}");
        }

        return problem is null;
    }
}
