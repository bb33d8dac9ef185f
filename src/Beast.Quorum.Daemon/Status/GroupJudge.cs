namespace Beast.Quorum.Daemon.Status;

/// <summary>What can be wrong with one group.</summary>
internal static class GroupJudge
{
    public static IEnumerable<Problem> Judge(StatusDocument status, GroupStatus group)
    {
        bool told = false;
        foreach (Problem problem in Service(status, group).Concat(RecoveryJudge.Judge(group))
            .Concat(Redundancy(status, group)))
        {
            told |= problem.Severity > Severity.Notice;
            yield return problem;
        }

        if (!told && group.Problem.Length > 0)
        {
            yield return Of(Severity.Degraded, group, group.Problem,
                "something about this group did not go as planned on this node",
                "see 'beastq events' for what happened before");
        }
    }

    private static IEnumerable<Problem> Service(StatusDocument status, GroupStatus group)
    {
        bool here = group.Owner == status.Node;
        if (here && group.PeerRole is "own" or "releasing" && !status.Peer.Suspect)
        {
            yield return Of(Severity.Critical, group, $"both nodes say that they own {group.Name}",
                "one of them is wrong; the one with the lower epoch gives up or resets its host",
                "leave both hosts alone, look at 'beastq events' on both, and check the pool when one has ended");
        }

        if (group.Owner is null)
        {
            yield return Nowhere(status, group);
        }

        if (group.ServiceFailed)
        {
            yield return Of(Severity.Critical, group, $"{group.Name} is owned here and cannot be "
                + $"served{Because(group)}",
                "clients get no answers or errors",
                "look at 'zpool status' and 'ctladm lunlist -v' on this node; "
                    + $"'beastq switchover {group.Name}' moves it if the peer is ready");
        }

        if (here && group.LeaseLeftMs is { } left)
        {
            double low = (status.Timing.LeaseMs + status.Timing.DemoteBudgetMs) / 2;
            if (left < low)
            {
                yield return Of(left < status.Timing.DemoteBudgetMs ? Severity.Critical : Severity.Degraded, group,
                    $"only {Show.Span(left)} of the lease of {group.Name} are left",
                    "nothing renews the lease: neither the quorum device nor an interlink; at its end the group is "
                        + "given up, or this host is reset",
                    "see which paths are lost, and repair one of them at once");
            }
        }
    }

    private static Problem Nowhere(StatusDocument status, GroupStatus group)
    {
        if (group.GivenUp || (group.FailedHere && group.FailedOnPeer))
        {
            return Of(Severity.Critical, group, $"{group.Name} is served nowhere, and both takeovers "
                + $"failed{Because(group)}",
                "nothing more happens by itself, so that the pools are not harmed",
                $"find the reason in 'beastq events' on both nodes, remove it, then 'beastq retry {group.Name}'");
        }

        if (group.Phase is "claiming" or "confirming")
        {
            return Of(Severity.Critical, group, $"{group.Name} is served nowhere; this node is taking it over",
                "clients wait", status.Fencing.Method == "none"
                    ? $"wait: without fencing a silent owner is waited for {Show.Span(status.Timing.PeerWaitMs)}"
                    : "wait until the peer is fenced");
        }

        return Of(Severity.Critical, group, $"{group.Name} is served nowhere{Because(group)}",
            "clients get no answers",
            group.FailedHere ? $"a takeover failed here: remove the reason, then 'beastq retry {group.Name}'"
                : status.Wiped ? $"this node may not claim with a wiped register: 'beastq claim {group.Name} --yes'"
                : status.Maintenance.On ? "maintenance holds everything where it is: 'beastq maintenance off'"
                : "if it stays so for more than a few seconds, see 'beastq events' on both nodes");
    }

    private static IEnumerable<Problem> Redundancy(StatusDocument status, GroupStatus group)
    {
        if (group.FailedHere && group.Owner is not null)
        {
            yield return Of(Severity.Degraded, group, $"a takeover of {group.Name} failed on this node{Because(group)}",
                "this node does not take it over again by itself",
                $"remove the reason (see 'beastq events'), then 'beastq retry {group.Name}'");
        }

        if (group.Owner == status.Node && !group.PeerReady && status.Peer is { Seen: true, Suspect: false }
            && !status.Maintenance.On)
        {
            yield return Of(Severity.Degraded, group, $"node {status.Peer.Node} could not take {group.Name} over now",
                $"a switchover would be refused: {group.PeerNotReadyBecause}",
                $"run 'beastq status' on node {status.Peer.Node}");
        }

        if (group.Owner == status.Peer.Node && !group.Ready && !group.FailedHere && !status.Maintenance.On)
        {
            yield return Of(Severity.Degraded, group, $"this node could not take {group.Name} over now{Because(group)}",
                "if its owner fails now, the group may stay unserved",
                "see the other problems here and 'beastq events'");
        }

        if (group.Owner is { } owner && owner != group.Preferred)
        {
            yield return Of(Severity.Notice, group, $"{group.Name} is on node {owner}, not on its preferred node "
                    + $"{group.Preferred}",
                "both controllers may be meant to share the load",
                $"'beastq failback {group.Name}' on node {owner} when it suits");
        }
    }

    private static string Because(GroupStatus group) => group.Problem.Length > 0 ? $" ({group.Problem})" : "";

    private static Problem Of(Severity severity, GroupStatus group, string what, string meaning, string action) =>
        new(severity, group.Name, what, meaning, action);
}
