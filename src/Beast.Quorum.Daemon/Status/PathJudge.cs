namespace Beast.Quorum.Daemon.Status;

/// <summary>What can be wrong with the peer and the paths to it.</summary>
internal static class PathJudge
{
    public static IEnumerable<Problem> Judge(StatusDocument status) =>
        [.. Device(status), .. Peer(status), .. Interlinks(status)];

    private static IEnumerable<Problem> Device(StatusDocument status)
    {
        DeviceStatus device = status.Device;
        if (device.Lost)
        {
            yield return Of(Severity.Degraded, $"the quorum device {device.Path} does not answer",
                "roles are frozen: what is served stays served, but nothing can be taken over or moved",
                "check the disk and its cabling; 'beastq device check' shows whether it answers again");
        }
        else if (device.Slow || (!device.Ok && status.Started))
        {
            yield return Of(Severity.Degraded, $"the quorum device {device.Path} is slow: the last cycle took "
                    + $"{Show.Span(device.LastCycleMs)}, at most {Show.Span(status.Timing.LongestCycleMs)} are "
                    + "tolerated",
                "too slow to take over",
                "find what keeps the disk busy, give the quorum a partition on a quieter disk, or use timing: safe");
        }

        if (device.InvalidPeerBlocks > 0)
        {
            yield return Of(device.InvalidPeerBlocks > 1 ? Severity.Degraded : Severity.Notice,
                $"{device.InvalidPeerBlocks} of 8 blocks of node {status.Peer.Node}'s register cannot be believed",
                device.InvalidPeerBlocks == 8 ? "this node can never take over from what it reads there"
                    : device.InvalidPeerBlocks > 1 ? "a takeover waits longer" : "harmless; it is overwritten soon",
                device.InvalidPeerBlocks > 1
                    ? "see 'beastq device show'; if it stays so while the peer runs, the disk is failing"
                    : "nothing, unless it stays so while the peer runs");
        }
    }

    private static IEnumerable<Problem> Peer(StatusDocument status)
    {
        PeerStatus peer = status.Peer;
        if (!peer.Seen)
        {
            yield return Of(Severity.Degraded, $"node {peer.Node} was never heard since this daemon started",
                "there is no standby: if this node fails, nothing is served",
                $"start beastq on node {peer.Node}");
        }
        else if (peer.Suspect)
        {
            yield return Of(Severity.Degraded, $"node {peer.Node} is silent on every path"
                    + (peer.SilenceMs is { } silence ? $", for {Show.Span(silence)}" : ""),
                peer.Stopping ? "it announced a restart and is waited for longer"
                    : "it is off, hung or cut off; there is no standby",
                $"look at node {peer.Node}: power, console, 'beastq status' there");
        }

        if (peer.FencingFailed)
        {
            yield return Of(Severity.Degraded, $"fencing node {peer.Node} failed",
                "unless on_failure is wait_lease, nothing is taken over from it",
                $"make sure by hand that node {peer.Node} is off, then 'beastq retry' the groups that are not served");
        }

        if (peer.Foreign)
        {
            yield return Of(Severity.Degraded, "records of another version, cluster, key or timing are about",
                "the peer is not believed, so nothing is taken over from it",
                "compare 'beastq --version', key_file, cluster and timing on both nodes");
        }
    }

    private static IEnumerable<Problem> Interlinks(StatusDocument status)
    {
        IReadOnlyList<InterlinkStatus> links = status.Peer.Interlinks;
        if (!status.Peer.Seen || status.Peer.Suspect)
        {
            // A silent peer is silent on all of them: no news.
            yield break;
        }

        int down = links.Count(IsDown);
        foreach (InterlinkStatus link in links.Where(IsDown))
        {
            yield return Of(Severity.Degraded, $"the interlink {link.Local} - {link.Peer} is "
                    + (link.Heard ? "lost" : "not heard yet"),
                down == links.Count ? "only the quorum device still connects the nodes; switchovers are refused"
                    : "one path less to the peer",
                "check cable, switch, addresses and firewall (UDP, both directions)");
        }
    }

    private static bool IsDown(InterlinkStatus link) => link.Lost || !link.Heard;

    private static Problem Of(Severity severity, string what, string meaning, string action) =>
        new(severity, null, what, meaning, action);
}
