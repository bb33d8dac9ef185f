using Beast.Quorum.Core.Records;
using Beast.Quorum.Core.Time;

namespace Beast.Quorum.Core.Machine;

/// <summary>
/// What a step of the machine returns. The law of the effects: <b>persist, then send, then act</b>. The list is in
/// that order and an adapter carries it out in that order. What depends on a persisted value (a claim on its epoch,
/// any record on its generation) is not even in the list before <see cref="NodeEventKind.StatePersisted"/> has said
/// that the value is safe; so a state file that hangs delays a claim, and never a heartbeat.
/// </summary>
public readonly ref struct StepResult
{
    internal StepResult(NodeState state, ReadOnlySpan<Effect> effects, Instant wakeUp)
    {
        State = state;
        Effects = effects;
        WakeUp = wakeUp;
    }

    /// <summary>The new state: the object that was handed in, changed. The old one no longer exists.</summary>
    public NodeState State { get; }

    /// <summary>What to do, in order. Valid until the next step.</summary>
    public ReadOnlySpan<Effect> Effects { get; }

    /// <summary>When the next <see cref="NodeEvent.Tick"/> is due, if nothing happens before.</summary>
    public Instant WakeUp { get; }

    /// <summary>
    /// The record for <see cref="EffectKind.WriteRegister"/> and <see cref="EffectKind.SendRecord"/>. The adapter sets
    /// its sequence to the effect's and the wall time before it encodes it.
    /// </summary>
    public Record Outgoing => State.Outgoing;
}
