namespace Beast.Quorum.Core.Machine;

/// <summary>
/// A decision of the machine, with its reason: the closed set of everything it can make up its mind about.
/// What it decides it also does; the decision itself is for the journal, the log and the alerts.
/// </summary>
/// <param name="Reason">One clause for people: why.</param>
public abstract record Decision(string Reason)
{
    /// <summary>A decision about one group.</summary>
    /// <param name="Group">Position of the group in the configuration.</param>
    /// <param name="Reason">Why.</param>
    public abstract record OfGroup(int Group, string Reason) : Decision(Reason);

    /// <summary>The peer has been silent on every path for too long.</summary>
    public sealed record SuspectPeer(string Reason) : Decision(Reason);

    /// <summary>The peer is heard again.</summary>
    public sealed record TrustPeer(string Reason) : Decision(Reason);

    /// <summary>The wish to own a group is published.</summary>
    public sealed record MakeClaim(int Group, uint Epoch, string Reason) : OfGroup(Group, Reason);

    /// <summary>That wish, or an ownership not yet confirmed, is taken back.</summary>
    public sealed record WithdrawClaim(int Group, uint Epoch, string Reason) : OfGroup(Group, Reason);

    /// <summary>Fencing of the peer starts.</summary>
    public sealed record FencePeer(string Reason) : Decision(Reason);

    /// <summary>The peer certainly can no longer write.</summary>
    public sealed record PeerFenced(string Reason) : Decision(Reason);

    /// <summary>Fencing failed.</summary>
    public sealed record FencingFailed(string Reason) : Decision(Reason);

    /// <summary>Ownership is published, and has to be confirmed.</summary>
    public sealed record PublishOwnership(int Group, uint Epoch, string Reason) : OfGroup(Group, Reason);

    /// <summary>The lease is held; the takeover plan starts.</summary>
    public sealed record BeginTakeover(int Group, uint Epoch, string Reason) : OfGroup(Group, Reason);

    /// <summary>The group is served here.</summary>
    public sealed record Serve(int Group, uint Epoch, string Reason) : OfGroup(Group, Reason);

    /// <summary>The takeover plan failed and is unwound.</summary>
    public sealed record FailTakeover(int Group, uint Epoch, string Reason) : OfGroup(Group, Reason);

    /// <summary>A planned move starts.</summary>
    public sealed record BeginSwitchover(int Group, uint Epoch, int Target, string Reason) : OfGroup(Group, Reason);

    /// <summary>A planned move is undone.</summary>
    public sealed record RollBack(int Group, uint Epoch, string Reason) : OfGroup(Group, Reason);

    /// <summary>The group is given up, and will not be kept whatever happens.</summary>
    public sealed record BeginDemotion(int Group, uint Epoch, string Reason) : OfGroup(Group, Reason);

    /// <summary>The group was given up and its absence checked.</summary>
    public sealed record Release(int Group, uint Epoch, string Reason) : OfGroup(Group, Reason);

    /// <summary>A group found imported is taken on as it is.</summary>
    public sealed record Adopt(int Group, uint Epoch, string Reason) : OfGroup(Group, Reason);

    /// <summary>The node is a standby that can take the group over.</summary>
    public sealed record StandBy(int Group, string Reason) : OfGroup(Group, Reason);

    /// <summary>The node could not become a standby.</summary>
    public sealed record FailRejoin(int Group, string Reason) : OfGroup(Group, Reason);

    /// <summary>This host is reset.</summary>
    public sealed record SelfFence(string Reason) : Decision(Reason);

    /// <summary>A step of a plan failed.</summary>
    public sealed record StepFailed(int Group, string Step, string Reason) : OfGroup(Group, Reason);

    /// <summary>A group shows that two nodes believe they own it.</summary>
    public sealed record DualClaim(int Group, string Reason) : OfGroup(Group, Reason);

    /// <summary>What an owner serves is not healthy.</summary>
    public sealed record ServiceFailed(int Group, string Reason) : OfGroup(Group, Reason);

    /// <summary>It is healthy again.</summary>
    public sealed record ServiceRestored(int Group, string Reason) : OfGroup(Group, Reason);

    /// <summary>The group cannot be looked at, so nothing is published.</summary>
    public sealed record InspectionFailed(int Group, string Reason) : OfGroup(Group, Reason);

    /// <summary>Nothing more happens to this group by itself.</summary>
    public sealed record GiveUp(int Group, string Reason) : OfGroup(Group, Reason);

    /// <summary>After a takeover from a node that failed, errors or an unfinished scrub were found.</summary>
    public sealed record RecoveryNeeded(int Group, string Reason) : OfGroup(Group, Reason);

    /// <summary>A scrub runs after a takeover.</summary>
    public sealed record RecoveryScrubs(int Group, string Reason) : OfGroup(Group, Reason);

    /// <summary>An operator ordered a step of a recovery.</summary>
    public sealed record RecoveryOrdered(int Group, string Reason) : OfGroup(Group, Reason);

    /// <summary>Nothing is left to recover, or an operator accepted what is.</summary>
    public sealed record RecoveryEnded(int Group, string Reason) : OfGroup(Group, Reason);

    /// <summary>A node that may hold the last good copy gives it up all the same.</summary>
    public sealed record LastCopyLeft(int Group, string Reason) : OfGroup(Group, Reason);

    /// <summary>The quorum device does not answer.</summary>
    public sealed record DeviceLost(string Reason) : Decision(Reason);

    /// <summary>The quorum device answers again.</summary>
    public sealed record DeviceBack(string Reason) : Decision(Reason);

    /// <summary>The quorum device is too slow to take over.</summary>
    public sealed record DeviceSlow(string Reason) : Decision(Reason);

    /// <summary>The peer's register cannot be believed.</summary>
    public sealed record RegisterUnreadable(string Reason) : Decision(Reason);

    /// <summary>Records of another version, cluster, key or set of thresholds are about.</summary>
    public sealed record ForeignRecord(string Reason) : Decision(Reason);

    /// <summary>The own register and the state file are both gone.</summary>
    public sealed record RegisterWiped(string Reason) : Decision(Reason);

    /// <summary>An interlink went silent.</summary>
    public sealed record InterlinkLost(int Path, string Reason) : Decision(Reason);

    /// <summary>An interlink is heard again.</summary>
    public sealed record InterlinkBack(int Path, string Reason) : Decision(Reason);

    /// <summary>Maintenance was switched.</summary>
    public sealed record SetMaintenance(bool On, string Reason) : Decision(Reason);

    /// <summary>The state file could not be written.</summary>
    public sealed record StateNotSaved(string Reason) : Decision(Reason);

    /// <summary>The watchdog could not be armed.</summary>
    public sealed record WatchdogFailed(string Reason) : Decision(Reason);

    /// <summary>This node was late itself; what it did not see is no evidence.</summary>
    public sealed record AdmitLateness(string Reason) : Decision(Reason);

    /// <summary>The daemon is ending.</summary>
    public sealed record Stop(string Reason) : Decision(Reason);

    /// <summary>The daemon ends without moving anything, for a planned restart.</summary>
    public sealed record PlannedRestart(string Reason) : Decision(Reason);
}
