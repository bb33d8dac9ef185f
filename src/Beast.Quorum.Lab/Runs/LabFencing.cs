using System.Globalization;
using System.Text;
using Beast.Quorum.Lab.Nodes;

namespace Beast.Quorum.Lab.Runs;

/// <summary>How the daemons of a lab fence each other.</summary>
internal enum LabFencing
{
    /// <summary>Not at all; watchdogs guard the pools.</summary>
    None,

    /// <summary>By reservations on the pool's disks, and no watchdog at all.</summary>
    Reservations,

    /// <summary>By a command that fails until the scenario says that the peer is off.</summary>
    Command,
}

/// <summary>What of it stands in the configuration, and on the disks.</summary>
internal static class LabFencingText
{
    /// <summary>The pool's disks, the log last; disks of a bus with reservations are named da.</summary>
    public static IReadOnlyList<string> Disks(LabFencing fencing) =>
        fencing == LabFencing.Reservations ? ["da1", "da2", "da3"] : ["ada1", "ada2", "ada3"];

    /// <summary>While this file is there, the fencing command says that the peer is off.</summary>
    public static string OffFile(LabDirectory directory) => Path.Combine(directory.Root, "shared", "peer-is-off");

    public static void Watchdog(StringBuilder text, LabFencing fencing, string socket)
    {
        text.AppendLine("watchdog:");
        text.AppendLine(fencing == LabFencing.Reservations ? "  kind: none" : "  kind: socket");
        if (fencing != LabFencing.Reservations)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  path: {socket}");
        }
    }

    public static void Methods(StringBuilder text, LabFencing fencing, LabDirectory directory)
    {
        if (fencing == LabFencing.None)
        {
            return;
        }

        text.AppendLine("fencing:");
        text.AppendLine("  methods:");
        if (fencing == LabFencing.Reservations)
        {
            text.AppendLine("    - {method: scsi-pr, tool: camcontrol, deadline: 15s}");
        }
        else
        {
            text.AppendLine(CultureInfo.InvariantCulture,
                $"    - {{method: command, command: [/bin/test, -e, \"{OffFile(directory)}\"], deadline: 15s}}");
        }

        text.AppendLine("  on_failure: hold");
    }
}
