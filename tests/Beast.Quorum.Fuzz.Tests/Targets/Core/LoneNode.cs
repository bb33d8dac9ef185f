using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Device;
using Beast.Quorum.Core.Machine;
using Beast.Quorum.Core.Plans;
using Beast.Quorum.Core.Records;
using Beast.Quorum.Core.Time;

namespace Beast.Quorum.Fuzz.Tests.Targets.Core;

/// <summary>
/// A machine whose every wish is granted at once: writes end, steps succeed, inspections find nothing imported before
/// it was imported. Its peer is one record, in its ring and over an interlink.
/// </summary>
internal sealed class LoneNode
{
    private readonly Queue<Effect> waiting = new();
    private readonly RingView own = new();
    private readonly RingView peer = new();
    private readonly NodeState state;
    private bool imported;

    public LoneNode(Record seen, bool canFence)
    {
        own.HasRecord = true;
        own.Newest.TimingFingerprint = Signing.Timing.Fingerprint;
        peer.HasRecord = true;
        peer.Newest.CopyFrom(seen);
        state = NodeMachine.Create(
            new NodeOptions
            {
                Node = 0,
                BootId = Guid.Parse("00000000-0000-4000-8000-00000000000a"),
                Incarnation = 7,
                Seed = 7,
                Timing = Signing.Timing,
                Groups = [new GroupConfiguration { Name = "g", Id = 0, Pools = ["p"], Ctld = false }],
                Watchdog = Signing.Timing.Watchdog,
                CanFence = canFence,
            },
            Now);
    }

    public Instant Now { get; private set; } = Instant.FromMilliseconds(1000);

    /// <summary>Whether the node serves the group.</summary>
    public bool Serves => state.Groups[0].Phase == GroupPhase.Serving;

    public void Hear(Record record) => Feed(NodeEvent.RecordReceived(0, record));

    /// <summary>Lets time pass in small steps.</summary>
    public void Pass(TimeSpan span, TimeSpan step)
    {
        for (Instant end = Now + span; Now < end;)
        {
            Now += step;
            Feed(NodeEvent.Tick);
            for (int answers = 0; waiting.Count > 0 && answers < 1000; answers++)
            {
                Answer(waiting.Dequeue());
            }
        }

        _ = SnapshotBuilder.Build(state, Now);
    }

    private void Feed(in NodeEvent e)
    {
        foreach (Effect effect in NodeMachine.Step(state, Now, e).Effects)
        {
            waiting.Enqueue(effect);
        }
    }

    private void Answer(in Effect effect)
    {
        switch (effect.Kind)
        {
            case EffectKind.PersistState:
                Feed(NodeEvent.StatePersisted(effect.Token, true));
                break;
            case EffectKind.ReadOwnRing:
                Feed(NodeEvent.OwnRingRead(own));
                break;
            case EffectKind.WriteRegister:
                Feed(NodeEvent.WriteEnded(true, Now));
                break;
            case EffectKind.ReadPeerRing:
                Feed(NodeEvent.PeerRingRead(peer, Now));
                break;
            case EffectKind.ArmWatchdog:
                Feed(NodeEvent.WatchdogArmed(effect.Token, true));
                break;
            case EffectKind.StartStep:
                PlanStep step = (PlanStep)effect.Payload!;
                imported |= step.Kind == StepKind.ImportPool;
                Feed(NodeEvent.StepEnded(effect.Group, effect.Token, step.Index, StepOutcome.Done));
                break;
            case EffectKind.Inspect:
                ImportState found = imported ? ImportState.Imported : ImportState.NotImported;
                Feed(NodeEvent.GroupInspected(
                    effect.Group, effect.Token, found, imported, findings: effect.Errors ? [] : null));
                break;
        }
    }
}
