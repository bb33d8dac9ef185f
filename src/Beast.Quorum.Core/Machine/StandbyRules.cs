using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Plans;

namespace Beast.Quorum.Core.Machine;

/// <summary>A standby: rejoin, stay clean, be ready (DESIGN 5.8, 7).</summary>
internal static class StandbyRules
{
    /// <summary>How often a group is looked at, by its owner and by its standby.</summary>
    public static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan RejoinAgain = TimeSpan.FromSeconds(5);

    public static void Advance(NodeState node, GroupState group)
    {
        AdvanceRejoin(node, group);
        if (group.Phase == GroupPhase.Standby && !group.Run.IsRunning && !node.Stop.Wanted)
        {
            OwnerRules.Look(node, group);
        }
    }

    public static void AdvanceRejoin(NodeState node, GroupState group)
    {
        if (group.Run.IsRunning)
        {
            EndRejoin(node, group);
            return;
        }

        if ((!group.Rejoined || group.PathLost) && group.Phase == GroupPhase.Standby && !node.Stop.Wanted)
        {
            if (node.Now < group.RejoinAt)
            {
                node.WakeAt(group.RejoinAt);
                return;
            }

            group.PathLost = false;
            PlanRunner.Start(node, group, Transition.Rejoin);
            EndRejoin(node, group);
        }
    }

    /// <summary>A look at a standby's pools: imported read-write, they are a danger that no export removes.</summary>
    public static void OnInspected(NodeState node, GroupState group, in NodeEvent e)
    {
        if (e.Import == ImportState.Imported && !group.Run.IsRunning)
        {
            StartRules.ForeignImport(node, group);
        }
        else if (e.Import is ImportState.NotImported or ImportState.ReadOnly)
        {
            group.Import = e.Import;
            LookAtPath(node, group, e);
        }
    }

    /// <summary>
    /// Clients of an arbitrator group reach it over its standby too. A path that went with its session does not come
    /// back with it: somebody must give it to the gmultipath device again.
    /// </summary>
    private static void LookAtPath(NodeState node, GroupState group, in NodeEvent e)
    {
        if (group.Configuration.Profile != StorageProfile.Arbitrator)
        {
            return;
        }

        if (e.Ok)
        {
            group.Problem = group.PathTries > 0 && !group.FailedHere ? "" : group.Problem;
            group.PathTries = 0;
            group.PathLost = false;
        }
        else if (group.Rejoined && !group.PathLost && !group.Run.IsRunning && !node.Peer.Suspect)
        {
            group.Problem = e.Text ?? group.Problem;
            TimeSpan wait = group.PathTries == 0 ? TimeSpan.Zero : RejoinAgain * (1 << Math.Min(group.PathTries, 5));
            group.PathTries++;
            group.PathLost = true;
            group.RejoinAt = node.Now + wait;
        }
    }

    private static void EndRejoin(NodeState node, GroupState group)
    {
        switch (PlanRunner.Advance(node, group))
        {
            case PlanProgress.Succeeded:
                group.Rejoined = true;
                group.RejoinReported = false;
                group.Problem = group.FailedHere ? group.Problem : "";
                node.Report(new Decision.StandBy(group.Index, "the rejoin plan went through"));
                break;
            case PlanProgress.Failed when !group.Run.Cancelled:
                group.RejoinAt = node.Now + RejoinAgain;
                group.Problem = group.Run.Failure;
                if (!group.RejoinReported)
                {
                    group.RejoinReported = true;
                    node.Report(new Decision.FailRejoin(group.Index, group.Run.Failure));
                }

                break;
        }
    }
}
