using Beast.Quorum.Core.Plans;

namespace Beast.Quorum.Core.Machine;

/// <summary>
/// Kinds of effects, in the order in which a step returns them and an adapter carries them out:
/// <b>persist, then send, then act</b>. The numbers are that order.
/// </summary>
public enum EffectKind
{
    /// <summary>Write and sync the state file; answered by <see cref="NodeEventKind.StatePersisted"/>.</summary>
    PersistState = 0,

    /// <summary>Read the own ring; answered by <see cref="NodeEventKind.OwnRingRead"/>.</summary>
    ReadOwnRing = 10,

    /// <summary>Write the record to the own register; answered by <see cref="NodeEventKind.WriteEnded"/>.</summary>
    WriteRegister = 11,

    /// <summary>Read the peer's ring; answered by <see cref="NodeEventKind.PeerRingRead"/>.</summary>
    ReadPeerRing = 12,

    /// <summary>Send the record over every interlink; not answered.</summary>
    SendRecord = 13,

    /// <summary>Reset this host now. Nothing follows it, ever.</summary>
    SelfFence = 20,

    /// <summary>Pat the watchdog; not answered.</summary>
    PatWatchdog = 21,

    /// <summary>Arm the watchdog; answered by <see cref="NodeEventKind.WatchdogArmed"/>.</summary>
    ArmWatchdog = 22,

    /// <summary>Disarm the watchdog; not answered.</summary>
    DisarmWatchdog = 23,

    /// <summary>Fence the peer; answered by <see cref="NodeEventKind.FenceEnded"/>.</summary>
    FencePeer = 24,

    /// <summary>Start a step of a plan; answered by <see cref="NodeEventKind.StepEnded"/>.</summary>
    StartStep = 25,

    /// <summary>
    /// Look at a group's pools, role and service; answered by <see cref="NodeEventKind.GroupInspected"/>.
    /// </summary>
    Inspect = 26,

    /// <summary>Answer an operator's command.</summary>
    Answer = 30,

    /// <summary>Tell people: journal, log, alert.</summary>
    Report = 31,

    /// <summary>End the process.</summary>
    Exit = 40,
}

/// <summary>One output of the machine. A value; what a field means depends on <see cref="Kind"/>.</summary>
public readonly struct Effect
{
    /// <summary>What to do.</summary>
    public EffectKind Kind { get; private init; }

    /// <summary>The sequence of the record that goes out (<see cref="StepResult.Outgoing"/> holds the rest).</summary>
    public ulong Sequence { get; private init; }

    /// <summary>Block of the own ring to write, 0 to 7.</summary>
    public int Block { get; private init; }

    /// <summary>Position of the group.</summary>
    public int Group { get; private init; }

    /// <summary>Given back with the answer.</summary>
    public long Token { get; private init; }

    /// <summary>The watchdog's time-out.</summary>
    public TimeSpan Timeout { get; private init; }

    /// <summary>
    /// For <see cref="EffectKind.Answer"/>: whether the order was accepted. For <see cref="EffectKind.Inspect"/>:
    /// whether the service is looked at too, and not only who holds the pools.
    /// </summary>
    public bool Ok { get; private init; }

    /// <summary>For <see cref="EffectKind.Inspect"/>: whether the pools' errors are read too.</summary>
    public bool Errors { get; private init; }

    /// <summary>
    /// <see cref="PersistentState"/>, <see cref="PlanStep"/>, <see cref="Decision"/> or a text, as the kind demands.
    /// </summary>
    public object? Payload { get; private init; }

    internal static Effect PersistState(long token, PersistentState state) =>
        new() { Kind = EffectKind.PersistState, Token = token, Payload = state };

    internal static Effect ReadOwnRing() => new() { Kind = EffectKind.ReadOwnRing };

    internal static Effect WriteRegister(int block, ulong sequence) =>
        new() { Kind = EffectKind.WriteRegister, Block = block, Sequence = sequence };

    internal static Effect ReadPeerRing() => new() { Kind = EffectKind.ReadPeerRing };

    internal static Effect SendRecord(ulong sequence) => new() { Kind = EffectKind.SendRecord, Sequence = sequence };

    internal static Effect SelfFence(string reason) => new() { Kind = EffectKind.SelfFence, Payload = reason };

    internal static Effect PatWatchdog() => new() { Kind = EffectKind.PatWatchdog };

    internal static Effect ArmWatchdog(long token, TimeSpan timeout) =>
        new() { Kind = EffectKind.ArmWatchdog, Token = token, Timeout = timeout };

    internal static Effect DisarmWatchdog() => new() { Kind = EffectKind.DisarmWatchdog };

    internal static Effect FencePeer(long token) => new() { Kind = EffectKind.FencePeer, Token = token };

    internal static Effect StartStep(int group, long token, PlanStep step) =>
        new() { Kind = EffectKind.StartStep, Group = group, Token = token, Payload = step };

    internal static Effect Inspect(int group, long token, bool service, bool errors = false) =>
        new() { Kind = EffectKind.Inspect, Group = group, Token = token, Ok = service, Errors = errors };

    internal static Effect Answer(long order, bool ok, string text) =>
        new() { Kind = EffectKind.Answer, Token = order, Ok = ok, Payload = text };

    internal static Effect Report(Decision decision) => new() { Kind = EffectKind.Report, Payload = decision };

    internal static Effect Exit(string reason) => new() { Kind = EffectKind.Exit, Payload = reason };
}
