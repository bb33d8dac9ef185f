using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Storage.Calls;
using Beast.Quorum.Storage.Ctl;
using Beast.Quorum.Storage.Targets;
using Beast.Quorum.Storage.Zfs;

namespace Beast.Quorum.Storage.Inspection;

/// <summary>The part of an inspection that is about CTL: role, link, LUNs, ctld.</summary>
internal static class ServiceInspection
{
    public static GroupInspection Look(
        GroupConfiguration group, InspectionDepth depth, Caller caller, InspectionNotes notes, GroupInspection pools)
    {
        GroupInspection seen = pools with { Primary = Role(caller, notes) };
        if (depth == InspectionDepth.Ownership)
        {
            return seen;
        }

        seen = seen with
        {
            Link = group.HaPeer is null ? null : ServiceLooks.Link(caller, notes),
            TargetDaemon = group.Ctld ? ServiceLooks.TargetDaemon(caller, notes) : TargetDaemonState.Unknown,
        };
        CheckOptions(group, caller, notes);
        bool serves = seen.Primary == true && seen.Imported == ImportState.ReadWrite;
        return serves ? seen with { Luns = ServiceLooks.Ready(group, caller, notes) } : seen;
    }

    private static bool? Role(Caller caller, InspectionNotes notes)
    {
        string? role = ServiceLooks.Read(CtlVariables.Role, caller, notes);
        return role switch
        {
            CtlVariables.Primary => true,
            CtlVariables.Secondary => false,
            _ => null,
        };
    }

    // A LUN with a role option of its own ignores the node's role, so no takeover would move it.
    private static void CheckOptions(GroupConfiguration group, Caller caller, InspectionNotes notes)
    {
        foreach (CtlLun lun in ServiceLooks.Existing(group, caller, notes) ?? [])
        {
            if (lun.OwnRole is not null)
            {
                notes.Add($"LUN {lun.Number} has its own ha_role option ({lun.OwnRole}) and ignores the node's role: " +
                    "take it out of /etc/ctl.conf and run 'service ctld onereload'");
            }
        }
    }
}
