using System.Globalization;
using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Storage.Calls;
using Beast.Quorum.Storage.Ctl;
using Beast.Quorum.Storage.Targets;

namespace Beast.Quorum.Storage.Inspection;

/// <summary>
/// Looks that the inspections of several profiles have in common. Each notes what is wrong, and asks nothing more once
/// a call of the same inspection hangs.
/// </summary>
internal static class ServiceLooks
{
    /// <summary>A sysctl variable; null if it could not be read.</summary>
    public static string? Read(string name, Caller caller, InspectionNotes notes)
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

    /// <summary>The HA link.</summary>
    public static int? Link(Caller caller, InspectionNotes notes)
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

    /// <summary>ctld.</summary>
    public static TargetDaemonState TargetDaemon(Caller caller, InspectionNotes notes)
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

    /// <summary>The LUNs of CTL; null if they could not be read.</summary>
    public static IReadOnlyList<CtlLun>? All(Caller caller, InspectionNotes notes)
    {
        if (!TryRun(caller, notes, CtladmCommands.List(caller.System.Commands), out CommandResult result))
        {
            return null;
        }

        if (result.ExitCode == 0 && LunList.TryParse(result.StandardOutput, out IReadOnlyList<CtlLun> luns))
        {
            return luns;
        }

        notes.Add($"ctladm devlist: {UnitReady.Why(result.StandardError, "its answer cannot be read")}");
        return null;
    }

    /// <summary>The group's LUNs that exist; null if they could not be read.</summary>
    public static IReadOnlyList<CtlLun>? Existing(GroupConfiguration group, Caller caller, InspectionNotes notes)
    {
        if (group.Luns.Count == 0 || All(caller, notes) is not IReadOnlyList<CtlLun> all)
        {
            return null;
        }

        List<CtlLun> found = [];
        foreach (int number in group.Luns)
        {
            if (all.FirstOrDefault(one => one.Number == number) is CtlLun lun)
            {
                found.Add(lun);
            }
            else
            {
                notes.Add($"LUN {number} does not exist: is ctld running, is ctl-lun {number} in /etc/ctl.conf?");
            }
        }

        return found;
    }

    /// <summary>Whether each LUN of the group is ready.</summary>
    public static Dictionary<int, bool> Ready(GroupConfiguration group, Caller caller, InspectionNotes notes)
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

    /// <summary>Runs a command, unless a call of this inspection hangs already.</summary>
    public static bool TryRun(
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
