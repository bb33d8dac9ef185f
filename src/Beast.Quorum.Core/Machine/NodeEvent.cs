using Beast.Quorum.Core.Device;
using Beast.Quorum.Core.Plans;
using Beast.Quorum.Core.Records;
using Beast.Quorum.Core.Recovery;
using Beast.Quorum.Core.Time;

namespace Beast.Quorum.Core.Machine;

/// <summary>Kinds of events; each has a factory method in <see cref="NodeEvent"/> that says what it carries.</summary>
public enum NodeEventKind
{
    /// <summary>The wake-up that the last step asked for, or any other moment.</summary>
    Tick,

    /// <summary>The node's own ring was read.</summary>
    OwnRingRead,

    /// <summary>A write of the own register ended.</summary>
    WriteEnded,

    /// <summary>A read of the peer's ring ended.</summary>
    PeerRingRead,

    /// <summary>A valid record arrived over an interlink.</summary>
    RecordReceived,

    /// <summary>The state file was written, or could not be.</summary>
    StatePersisted,

    /// <summary>A group's pools and role were looked at.</summary>
    GroupInspected,

    /// <summary>A step of a plan ended.</summary>
    StepEnded,

    /// <summary>A process that could not be killed has ended at last.</summary>
    AbandonedEnded,

    /// <summary>The watchdog was armed, or could not be.</summary>
    WatchdogArmed,

    /// <summary>The fencing of the peer ended.</summary>
    FenceEnded,

    /// <summary>An operator wants something.</summary>
    Command,

    /// <summary>A record of another version, cluster, key or set of thresholds arrived over an interlink.</summary>
    ForeignReceived,

    /// <summary>A look at an owner's disks found that another node has taken them.</summary>
    ReservationLost,
}

/// <summary>What a look at a group's pools found.</summary>
public enum ImportState
{
    /// <summary>It could not be found out.</summary>
    Unknown,

    /// <summary>No pool of the group is imported.</summary>
    NotImported,

    /// <summary>Pools are imported, all of them read-only, as a standby may hold them.</summary>
    ReadOnly,

    /// <summary>At least one pool is imported read-write.</summary>
    Imported,
}

/// <summary>
/// One input of the machine. A value, so that the events of a quiet cycle cost no allocation; what a field means
/// depends on <see cref="Kind"/> and is said at the factory method.
/// </summary>
public readonly struct NodeEvent
{
    /// <summary>What happened.</summary>
    public NodeEventKind Kind { get; private init; }

    /// <summary>Whether it went well.</summary>
    public bool Ok { get; private init; }

    /// <summary>When it ended, as the adapter saw it; for device I/O.</summary>
    public Instant EndedAt { get; private init; }

    /// <summary>The ring that was read; only valid during the step.</summary>
    public RingView? Ring { get; private init; }

    /// <summary>The record that arrived; only valid during the step.</summary>
    public Record? Record { get; private init; }

    /// <summary>Number of the interlink, from 0.</summary>
    public int Path { get; private init; }

    /// <summary>Position of the group in the configuration.</summary>
    public int Group { get; private init; }

    /// <summary>Which request this answers; answers to older ones are dropped.</summary>
    public long Token { get; private init; }

    /// <summary>Position of the step in its plan.</summary>
    public int Step { get; private init; }

    /// <summary>How the step ended.</summary>
    public StepOutcome Outcome { get; private init; }

    /// <summary>What was found imported.</summary>
    public ImportState Import { get; private init; }

    /// <summary>Text for people.</summary>
    public string? Text { get; private init; }

    /// <summary>What the operator wants.</summary>
    public OperatorCommand? Order { get; private init; }

    /// <summary>The pools' errors; null if they were not looked at.</summary>
    public IReadOnlyList<PoolFinding>? Findings { get; private init; }

    /// <summary>Only time has passed.</summary>
    public static NodeEvent Tick { get; } = new() { Kind = NodeEventKind.Tick };

    /// <summary>The own ring was read.</summary>
    /// <param name="ring">What it holds; null if it could not be read.</param>
    public static NodeEvent OwnRingRead(RingView? ring) =>
        new() { Kind = NodeEventKind.OwnRingRead, Ok = ring is not null, Ring = ring };

    /// <summary>The write of the own register ended.</summary>
    /// <param name="ok">Whether the whole block was written.</param>
    /// <param name="endedAt">When it ended.</param>
    public static NodeEvent WriteEnded(bool ok, Instant endedAt) =>
        new() { Kind = NodeEventKind.WriteEnded, Ok = ok, EndedAt = endedAt };

    /// <summary>The read of the peer's ring ended.</summary>
    /// <param name="ring">What it holds; null if the read failed.</param>
    /// <param name="endedAt">When it ended.</param>
    public static NodeEvent PeerRingRead(RingView? ring, Instant endedAt) =>
        new() { Kind = NodeEventKind.PeerRingRead, Ok = ring is not null, Ring = ring, EndedAt = endedAt };

    /// <summary>A valid record of the peer arrived over an interlink.</summary>
    public static NodeEvent RecordReceived(int path, Record record) =>
        new() { Kind = NodeEventKind.RecordReceived, Ok = true, Path = path, Record = record };

    /// <summary>A foreign record arrived over an interlink.</summary>
    public static NodeEvent ForeignReceived(int path) =>
        new() { Kind = NodeEventKind.ForeignReceived, Path = path };

    /// <summary>The state file was written and synced, or could not be.</summary>
    /// <param name="token">The token of <see cref="EffectKind.PersistState"/>.</param>
    /// <param name="ok">Whether it is safe on disk.</param>
    /// <param name="text">What went wrong.</param>
    public static NodeEvent StatePersisted(long token, bool ok, string? text = null) =>
        new() { Kind = NodeEventKind.StatePersisted, Token = token, Ok = ok, Text = text };

    /// <summary>A group was looked at.</summary>
    /// <param name="group">Position of the group.</param>
    /// <param name="token">The token of <see cref="EffectKind.Inspect"/>.</param>
    /// <param name="import">What is imported.</param>
    /// <param name="serviceOk">
    /// For an owner: whether pools, role, LUNs and ctld are as they must be; for a standby: whether its way to the
    /// owner's volume works, where the profile has one.
    /// </param>
    /// <param name="text">What is wrong.</param>
    /// <param name="findings">The pools' errors, if they were asked for.</param>
    public static NodeEvent GroupInspected(
        int group,
        long token,
        ImportState import,
        bool serviceOk,
        string? text = null,
        IReadOnlyList<PoolFinding>? findings = null) => new()
        {
            Findings = findings,
            Kind = NodeEventKind.GroupInspected,
            Group = group,
            Token = token,
            Import = import,
            Ok = serviceOk,
            Text = text,
        };

    /// <summary>
    /// The disks of an owner carry another node's reservation: a list of keys was read, and this node's is not in it.
    /// Comes before the answer of the look that found it.
    /// </summary>
    /// <param name="group">Position of the group.</param>
    /// <param name="token">The token of <see cref="EffectKind.Inspect"/>.</param>
    /// <param name="text">On which disk, and whose keys are there.</param>
    public static NodeEvent ReservationLost(int group, long token, string text) =>
        new() { Kind = NodeEventKind.ReservationLost, Group = group, Token = token, Text = text };

    /// <summary>A step ended.</summary>
    /// <param name="group">Position of the group.</param>
    /// <param name="token">The token of <see cref="EffectKind.StartStep"/>.</param>
    /// <param name="step">Position of the step.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="text">One line for people.</param>
    public static NodeEvent StepEnded(
        int group, long token, int step, StepOutcome outcome, string? text = null) => new()
        {
            Kind = NodeEventKind.StepEnded,
            Group = group,
            Token = token,
            Step = step,
            Outcome = outcome,
            Ok = outcome.Succeeded(),
            Text = text,
        };

    /// <summary>A process of an abandoned step has ended.</summary>
    /// <param name="group">Position of the group.</param>
    /// <param name="token">The token of the step's <see cref="EffectKind.StartStep"/>.</param>
    /// <param name="step">Position of the step.</param>
    public static NodeEvent AbandonedEnded(int group, long token, int step) =>
        new() { Kind = NodeEventKind.AbandonedEnded, Group = group, Token = token, Step = step, Ok = true };

    /// <summary>The watchdog was armed with the time-out that was asked for, or could not be.</summary>
    /// <param name="token">The token of <see cref="EffectKind.ArmWatchdog"/>.</param>
    /// <param name="ok">Whether it is armed.</param>
    /// <param name="text">What went wrong.</param>
    public static NodeEvent WatchdogArmed(long token, bool ok, string? text = null) =>
        new() { Kind = NodeEventKind.WatchdogArmed, Token = token, Ok = ok, Text = text };

    /// <summary>Fencing ended.</summary>
    /// <param name="token">The token of <see cref="EffectKind.FencePeer"/>.</param>
    /// <param name="ok">Whether the peer certainly can no longer write.</param>
    /// <param name="text">What the method said.</param>
    public static NodeEvent FenceEnded(long token, bool ok, string? text = null) =>
        new() { Kind = NodeEventKind.FenceEnded, Token = token, Ok = ok, Text = text };

    /// <summary>An operator wants something; answered by <see cref="EffectKind.Answer"/> with the order's id.</summary>
    public static NodeEvent Command(OperatorCommand order) =>
        new() { Kind = NodeEventKind.Command, Ok = true, Order = order };
}
