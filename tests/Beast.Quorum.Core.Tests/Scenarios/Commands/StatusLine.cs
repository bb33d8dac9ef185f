using Beast.Quorum.Core.Machine;

namespace Beast.Quorum.Core.Tests.Scenarios.Commands;

/// <summary><c>status N</c>: the snapshot of a daemon, a line for the node and one for each group.</summary>
internal static class StatusLine
{
    public static void Print(Stage stage, int node)
    {
        NodeSnapshot shown = HostCommands.Daemon(stage, node).Snapshot;
        string peer = shown.Peer.Silence is { } silence
            ? $"peer silent for {Rounding.Halves(silence)}{(shown.Peer.Suspect ? ", suspect" : "")}"
            : "peer never heard";
        List<string> said =
        [
            peer,
            shown.Device.Lost ? "device lost" : shown.Device.Slow ? "device too slow" : "device fine",
            $"generation {shown.Generation}",
        ];
        Add(shown.Device.InvalidPeerBlocks > 0, $"{shown.Device.InvalidPeerBlocks} invalid blocks of the peer");
        Add(shown.Peer.Foreign, "foreign records about");
        Add(shown.Peer.Fenced, "peer fenced");
        Add(shown.Peer.FencingFailed, "fencing failed");
        Add(shown.Wiped, "register wiped");
        Add(shown.Maintenance, shown.MaintenanceLeft is { } left
            ? $"maintenance for {Rounding.Halves(left)}"
            : "maintenance without end");
        Add(shown.Restarting, "restarting");
        Add(shown.Stopping, "stopping");
        Add(shown.Watchdog.Armed, "watchdog armed");
        Add(shown.Watchdog.Problem.Length > 0, shown.Watchdog.Problem);
        stage.Print($"node {node}: {string.Join(", ", said)}");
        foreach (GroupSnapshot group in shown.Groups)
        {
            stage.Print($"  {group.Name}: {Group(stage, group)}");
        }

        void Add(bool when, string what)
        {
            if (when)
            {
                said.Add(what);
            }
        }
    }

    private static string Group(Stage stage, GroupSnapshot group)
    {
        List<string> said = [$"{Rounding.Words(group.Phase.ToString())} at epoch {group.Epoch}"];
        said.Add(group.LeaseLeft is { } left ? $"lease for {Rounding.Halves(left)}" : "no lease");
        said.Add(group.Ready ? "ready" : "not ready");
        said.Add(group.PeerReady ? "peer ready" : $"peer not ready ({group.PeerNotReadyBecause})");
        if (group.GivenUp || group.FailedHere)
        {
            said.Add(group.GivenUp ? "given up" : "failed here");
        }

        if (group.ServiceFailed)
        {
            said.Add("service failed");
        }

        if (group.Problem.Length > 0)
        {
            said.Add($"problem: {stage.Reason(group.Problem)}");
        }

        return string.Join(", ", said);
    }
}
