using Beast.Quorum.Core.Device;
using Beast.Quorum.Core.Plans;
using Beast.Quorum.Core.Records;
using Beast.Quorum.Core.Time;

namespace Beast.Quorum.Core.Machine;

/// <summary>
/// S7: a daemon that starts assumes nothing. It looks at both registers and at every group's pools, and only then says
/// a word (DESIGN 5.8).
/// </summary>
internal static class StartRules
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(500);

    /// <summary>The own ring was read: the generation goes above everything ever written.</summary>
    public static void LearnOwnRing(NodeState node, RingView ring)
    {
        if (!ring.HasRecord && node.Options.Saved is null)
        {
            node.Wiped = true;
            node.Report(new Decision.RegisterWiped(
                "the own register and the state file are both gone; nothing is published until 'beastq claim'"));
            return;
        }

        RaiseGeneration(node, ring.HasRecord ? (uint)(ring.Newest.Sequence >> 32) : 0);
        foreach (GroupState group in node.Groups)
        {
            GroupEntry entry = node.OwnAtStart.Find(group.Configuration.Id);
            group.HighestSeen = Math.Max(group.HighestSeen, Math.Max(entry.HighestSeen, entry.Epoch));
            group.LastOwned = Math.Max(group.LastOwned, entry.LastOwned);
        }
    }

    public static void RaiseGeneration(NodeState node, uint found)
    {
        uint highest = Math.Max(found, node.Options.Saved?.Generation ?? 0);
        if (node.Generation <= highest)
        {
            node.Generation = checked(highest + 1);
            node.Counter = 0;
            node.SaveWanted = true;
        }
    }

    public static void Advance(NodeState node)
    {
        if (node.Initialised)
        {
            return;
        }

        LookAtGroups(node);
        FenceIfTooLate(node);
        DeviceState device = node.Device;
        bool read = device.OwnRingKnown && node.Peer.FirstReadAt.HasHappened;
        bool lost = device.Lost && node.Options.Saved is not null && node.Groups.All(IsAbsent);
        if (!(read || lost) || node.Groups.Any(group => group.Import == ImportState.Unknown) || node.Fenced)
        {
            return;
        }

        RaiseGeneration(node, (uint)(node.OwnAtStart.Sequence >> 32));
        if (node.GenerationSaved || node.Wiped)
        {
            Initialise(node);
        }
    }

    public static void OnInspected(NodeState node, GroupState group, in NodeEvent e)
    {
        group.Import = e.Import;
        if (e.Import == ImportState.Unknown)
        {
            group.Service.NextLook = node.Now + LookAgain;
            if (group.Problem.Length == 0)
            {
                group.Problem = WhyBlind(e);
                node.Report(new Decision.InspectionFailed(group.Index, group.Problem));
            }
        }
        else
        {
            group.Problem = "";
        }
    }

    public static string WhyBlind(in NodeEvent e) =>
        string.IsNullOrEmpty(e.Text) ? "its pools cannot be looked at" : e.Text;

    /// <summary>
    /// Imported read-write by a node that does not own it. An export would write its stale state over the owner's;
    /// only in a cluster that never had an owner is it harmless.
    /// </summary>
    public static void ForeignImport(NodeState node, GroupState group)
    {
        if (NeverOwned(node, group))
        {
            group.Enter(GroupPhase.ExportingFirst, node.Now);
            group.NextTry = node.Now;
        }
        else
        {
            FenceSelf.Fire(node, $"group {group.Name} is imported read-write here, and this boot does not own it");
        }
    }

    public static void AdvanceExportingFirst(NodeState node, GroupState group)
    {
        if (!group.Run.IsRunning)
        {
            node.WakeAt(group.NextTry);
            if (node.Now < group.NextTry)
            {
                return;
            }

            PlanRunner.Start(node, group, Transition.Demote);
        }

        switch (PlanRunner.Advance(node, group))
        {
            case PlanProgress.Succeeded:
                group.Import = ImportState.NotImported;
                EnterStandby(node, group, GroupRole.None, 0);
                break;
            case PlanProgress.Failed:
                group.NextTry = node.Now + LookAgain;
                group.Problem = group.Run.Failure;
                break;
        }
    }

    private static void Initialise(NodeState node)
    {
        node.Initialised = true;
        bool sameBoot = node.Device.OwnRingHasRecord && node.OwnAtStart.BootId == node.Options.BootId;
        foreach (GroupState group in node.Groups)
        {
            GroupEntry own = node.OwnAtStart.Find(group.Configuration.Id);
            if (group.Import == ImportState.Imported)
            {
                if (sameBoot && own.Role.Holds())
                {
                    AdoptRules.Begin(node, group, own.Epoch);
                }
                else
                {
                    ForeignImport(node, group);
                }
            }
            else if (own.Role.Holds() || own.Role == GroupRole.Claim)
            {
                EnterStandby(node, group, GroupRole.Released, own.LastOwned);
            }
            else
            {
                bool released = own.Role == GroupRole.Released;
                EnterStandby(node, group, released ? own.Role : GroupRole.None, released ? own.Epoch : 0);
                group.Target = released ? own.Target : GroupEntry.NoTarget;
            }
        }

        StopRules.ComeBack(node, sameBoot);
        node.PublishNow();
    }

    private static void EnterStandby(NodeState node, GroupState group, GroupRole role, uint epoch)
    {
        group.StandbyRole = role;
        group.StandbyEpoch = epoch;
        group.RejoinAt = node.Now;
        RecoveryRules.Left(node, group);
        group.Enter(GroupPhase.Standby, node.Now);
        node.PublishNow();
    }

    private static void LookAtGroups(NodeState node)
    {
        foreach (GroupState group in node.Groups)
        {
            ServiceWatch service = group.Service;
            if (group.Import != ImportState.Unknown || service.Looking)
            {
                continue;
            }

            if (node.Now < service.NextLook)
            {
                node.WakeAt(service.NextLook);
                continue;
            }

            service.Looking = true;
            service.Token = node.NextToken();
            node.Emit(Effect.Inspect(group.Index, service.Token, service: false));
        }
    }

    /// <summary>
    /// A group that this boot owned, or may have, and that nobody adopts is a danger after a lease's time.
    /// </summary>
    private static void FenceIfTooLate(NodeState node)
    {
        Instant limit = node.StartedAt + node.Timing.Lease;
        foreach (GroupState group in node.Groups)
        {
            bool held = group.Import == ImportState.Unknown && HeldInThisBoot(node, group);
            if (held || group.Import == ImportState.Imported)
            {
                node.WakeAt(limit);
                if (node.Now >= limit && !NeverOwned(node, group))
                {
                    FenceSelf.Fire(node, $"group {group.Name} is imported here and could not be adopted in time");
                }
            }
        }
    }

    /// <summary>
    /// Whether a group that was not taken up yet may be served by this host: a daemon that stopped now would leave it
    /// to nobody. After a lease's time that is settled, one way or the other.
    /// </summary>
    public static bool MayBeHeld(NodeState node, GroupState group)
    {
        bool unknown = group.Import == ImportState.Unknown
            && (!node.Device.OwnRingKnown || HeldInThisBoot(node, group));
        bool may = group.Phase == GroupPhase.Starting && (group.Import == ImportState.Imported || unknown)
            && node.Now < node.StartedAt + node.Timing.Lease;
        if (may)
        {
            node.WakeAt(node.StartedAt + node.Timing.Lease);
        }

        return may;
    }

    /// <summary>What this boot held and nobody can look at has to be taken for imported.</summary>
    private static bool HeldInThisBoot(NodeState node, GroupState group) =>
        node.Device.OwnRingHasRecord && node.OwnAtStart.BootId == node.Options.BootId
        && node.OwnAtStart.Find(group.Configuration.Id).Role.Holds();

    private static bool NeverOwned(NodeState node, GroupState group)
    {
        GroupEntry mine = node.OwnAtStart.Find(group.Configuration.Id);
        GroupEntry peers = node.Peer.Newest.Find(group.Configuration.Id);
        GroupEntry ring = node.Peer.Ring.Newest.Find(group.Configuration.Id);
        return node.Device.OwnRingKnown && node.Device.OwnRingHasRecord
            && node.Peer.FirstReadAt.HasHappened && node.Peer.Ring.HasRecord
            && group.HighestSeen == 0 && group.LastOwned == 0
            && mine.LastOwned == 0 && mine.Epoch == 0 && mine.HighestSeen == 0
            && peers.LastOwned == 0 && peers.Epoch == 0 && peers.HighestSeen == 0
            && ring.LastOwned == 0 && ring.Epoch == 0 && ring.HighestSeen == 0;
    }

    private static bool IsAbsent(GroupState group) =>
        group.Import is ImportState.NotImported or ImportState.ReadOnly;
}
