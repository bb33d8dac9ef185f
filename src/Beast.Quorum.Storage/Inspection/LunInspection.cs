using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Storage.Calls;
using Beast.Quorum.Storage.Ctl;
using Beast.Quorum.Storage.Targets;
using Beast.Quorum.Storage.Zfs;

namespace Beast.Quorum.Storage.Inspection;

/// <summary>The part of an inspection that is about the roles of a <c>ctl-ha-lun</c> group's LUNs.</summary>
internal static class LunInspection
{
    public static GroupInspection Look(
        GroupConfiguration group, InspectionDepth depth, Caller caller, InspectionNotes notes, GroupInspection pools)
    {
        Dictionary<int, bool> roles = Roles(group, caller, notes);
        GroupInspection seen = pools with
        {
            LunRoles = roles,
            Primary = roles.Count < group.Luns.Count ? null : roles.Values.All(primary => primary),
        };
        NoteStrays(seen, notes);
        if (depth == InspectionDepth.Ownership)
        {
            return seen;
        }

        seen = seen with
        {
            Link = group.HaPeer is null ? null : ServiceLooks.Link(caller, notes),
            TargetDaemon = group.Ctld ? ServiceLooks.TargetDaemon(caller, notes) : TargetDaemonState.Unknown,
        };
        return seen.Imported == ImportState.ReadWrite
            ? seen with { Luns = ServiceLooks.Ready(group, caller, notes) }
            : seen;
    }

    private static Dictionary<int, bool> Roles(GroupConfiguration group, Caller caller, InspectionNotes notes)
    {
        Dictionary<int, bool> roles = [];
        foreach (CtlLun lun in ServiceLooks.Existing(group, caller, notes) ?? [])
        {
            bool? primary = lun.OwnRole is null ? NodeRole(caller, notes) : lun.OwnRole == LunRoles.Primary;
            if (primary is bool known)
            {
                roles[lun.Number] = known;
            }
        }

        return roles;
    }

    // A LUN that nobody gave a role, or that lost it in a reload of ctld, has the node's.
    private static bool? NodeRole(Caller caller, InspectionNotes notes) =>
        ServiceLooks.Read(CtlVariables.Role, caller, notes) switch
        {
            CtlVariables.Primary => true,
            CtlVariables.Secondary => false,
            _ => null,
        };

    private static void NoteStrays(GroupInspection seen, InspectionNotes notes)
    {
        foreach ((int lun, bool primary) in seen.LunRoles)
        {
            if (primary && seen.Imported == ImportState.No)
            {
                notes.Add($"LUN {lun} is primary on this node, where its pool is not imported: initiators may drop the "
                    + "path; is kern.cam.ctl.ha_role 0 here, or ha_role in /etc/ctl.conf?");
            }
            else if (!primary && seen.Imported == ImportState.ReadWrite)
            {
                notes.Add($"LUN {lun} is secondary where its pool is imported: a start or reload of ctld takes the "
                    + "role away; leave ctld alone on a node that owns groups");
            }
        }
    }
}
