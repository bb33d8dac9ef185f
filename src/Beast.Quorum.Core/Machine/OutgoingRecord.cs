using Beast.Quorum.Core.Records;

namespace Beast.Quorum.Core.Machine;

/// <summary>Fills the record that goes out with the state as it is at the end of a step.</summary>
internal static class OutgoingRecord
{
    public static void Fill(NodeState node)
    {
        Record record = node.Outgoing;
        record.Node = (byte)node.Node;
        record.BootId = node.Options.BootId;
        record.Incarnation = node.Options.Incarnation;
        record.UptimeMilliseconds = (ulong)Math.Max(0, node.Now.Ticks / TimeSpan.TicksPerMillisecond);
        record.AckIncarnation = node.Peer.AckIncarnation;
        record.AckSequence = node.Peer.AckSequence;
        record.TimingFingerprint = node.Fingerprint;
        record.Watchdog = node.Options.Watchdog;
        record.StoppingFor = StopRules.Announced(node);
        record.MaintenanceCounter = node.Maintenance.Counter;
        record.MaintenanceLeftMilliseconds = MaintenanceRules.LeftMilliseconds(node);
        record.Flags = Flags(node, record.StoppingFor > TimeSpan.Zero);
        record.GroupCount = 0;
        foreach (GroupState group in node.Groups)
        {
            if (group.Role != GroupRole.Unknown)
            {
                record.Groups[record.GroupCount++] = Entry(node, group);
            }
        }
    }

    private static GroupEntry Entry(NodeState node, GroupState group)
    {
        bool ready = SwitchoverRules.IsReady(node, group);
        bool healthy = group.Phase == GroupPhase.Serving && !group.Service.Failed;
        return new GroupEntry
        {
            Id = (byte)group.Configuration.Id,
            Role = group.Role,
            Target = group.Target,
            Flags = (ready ? GroupFlags.Ready : 0)
                | (group.FailedHere ? GroupFlags.FailedHere : 0)
                | (healthy ? GroupFlags.Healthy : 0)
                | (group.Recovery.IsUnfinished ? GroupFlags.Unrecovered : 0),
            Epoch = group.PublishedEpoch,
            HighestSeen = group.HighestSeen,
            LastOwned = group.LastOwned,
        };
    }

    private static RecordFlags Flags(NodeState node, bool stopping)
    {
        bool heard = false;
        for (int path = 0; path < PeerState.MostPaths; path++)
        {
            heard |= node.Peer.PathSequence[path] != 0 && !node.Peer.PathLost[path];
        }

        bool service = true;
        foreach (GroupState group in node.Groups)
        {
            service &= !group.Service.Failed;
        }

        return (node.Maintenance.On ? RecordFlags.Maintenance : 0)
            | (stopping ? RecordFlags.Stopping : 0)
            | (node.Watchdog.Armed ? RecordFlags.WatchdogArmed : 0)
            | (node.DeviceOk ? RecordFlags.DeviceOk : 0)
            | (heard ? RecordFlags.InterlinkOk : 0)
            | (service ? RecordFlags.ServiceOk : 0);
    }
}
