using System.Globalization;
using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Platform.Processes;
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
            Link = group.HaPeer is null ? null : Link(caller, notes),
            TargetDaemon = group.Ctld ? TargetDaemon(caller, notes) : TargetDaemonState.Unknown,
        };
        CheckOptions(group, caller, notes);
        bool serves = seen.Primary == true && seen.Imported == ImportState.ReadWrite;
        return serves ? seen with { Luns = Luns(group, caller, notes) } : seen;
    }

    private static bool? Role(Caller caller, InspectionNotes notes)
    {
        string? role = Read(CtlVariables.Role, caller, notes);
        return role switch
        {
            CtlVariables.Primary => true,
            CtlVariables.Secondary => false,
            _ => null,
        };
    }

    private static int? Link(Caller caller, InspectionNotes notes)
    {
        string? text = Read(CtlVariables.Link, caller, notes);
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int link) || link is < 0 or > 2)
        {
            return null;
        }

        if (link != 2)
        {
            notes.Add(link == 1
                ? "the HA link is not established: the peer is off, or ha_peer does not match"
                : "the HA link is not configured (ha_peer is empty)");
        }

        return link;
    }

    private static string? Read(string name, Caller caller, InspectionNotes notes)
    {
        if (notes.Hangs)
        {
            return null;
        }

        if (caller.Read(name, out string value, out CallFailure failure))
        {
            return value;
        }

        notes.Add(failure);
        return null;
    }

    private static TargetDaemonState TargetDaemon(Caller caller, InspectionNotes notes)
    {
        if (!TryRun(caller, notes, ServiceCommands.Status(caller.System.Commands), out CommandResult result))
        {
            return TargetDaemonState.Unknown;
        }

        TargetDaemonState state = TargetDaemonStatus.Read(result.ExitCode, result.StandardOutput);
        if (state != TargetDaemonState.Running)
        {
            notes.Add($"ctld: {TargetDaemonStatus.Why(result.StandardError, result.StandardOutput)}");
        }

        return state;
    }

    // A LUN with a role option of its own ignores the node's role, so no takeover would move it.
    private static void CheckOptions(GroupConfiguration group, Caller caller, InspectionNotes notes)
    {
        if (group.Luns.Count == 0 ||
            !TryRun(caller, notes, CtladmCommands.List(caller.System.Commands), out CommandResult result))
        {
            return;
        }

        if (result.ExitCode != 0 || !LunList.TryParse(result.StandardOutput, out IReadOnlyList<CtlLun> luns))
        {
            notes.Add($"ctladm devlist: {UnitReady.Why(result.StandardError, "its answer cannot be read")}");
            return;
        }

        foreach (int number in group.Luns)
        {
            CtlLun? lun = luns.FirstOrDefault(found => found.Number == number);
            if (lun is null)
            {
                notes.Add($"LUN {number} does not exist: is ctld running, is ctl-lun {number} in /etc/ctl.conf?");
            }
            else if (lun.OwnRole is not null)
            {
                notes.Add($"LUN {number} has its own ha_role option ({lun.OwnRole}) and ignores the node's role: " +
                    "take it out of /etc/ctl.conf and run 'service ctld onereload'");
            }
        }
    }

    private static Dictionary<int, bool> Luns(GroupConfiguration group, Caller caller, InspectionNotes notes)
    {
        var ready = new Dictionary<int, bool>();
        foreach (int number in group.Luns)
        {
            string lun = number.ToString(CultureInfo.InvariantCulture);
            IReadOnlyList<string> line = CtladmCommands.TestUnitReady(caller.System.Commands, lun);
            if (TryRun(caller, notes, line, out CommandResult result))
            {
                ready[number] = UnitReady.Is(result.StandardOutput);
                if (!ready[number])
                {
                    notes.Add($"LUN {lun}: {UnitReady.Why(result.StandardError, result.StandardOutput)}");
                }
            }
        }

        return ready;
    }

    private static bool TryRun(
        Caller caller, InspectionNotes notes, IReadOnlyList<string> line, out CommandResult result)
    {
        result = new CommandResult(CommandEnd.Refused, 0, "", "", TimeSpan.Zero, 0);
        if (notes.Hangs)
        {
            return false;
        }

        bool ran = caller.Run(line, out result, out CallFailure failure);
        if (!ran)
        {
            notes.Add(failure);
        }

        return ran;
    }
}
