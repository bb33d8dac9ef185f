using Beast.Quorum.Core.Machine;
using Beast.Quorum.Core.Plans;
using Beast.Quorum.Daemon.Adapters;
using Beast.Quorum.Daemon.Reporting;
using Beast.Quorum.Platform.Watchdogs;

namespace Beast.Quorum.Daemon.Loop;

/// <summary>
/// Carries out effects in the order in which the machine returned them: persist, then send, then act.
/// </summary>
internal sealed class EffectRunner(
    EventQueue queue,
    StateWriter states,
    DeviceWorker device,
    InterlinkSockets interlinks,
    RecordEncoder encoder,
    IWatchdog watchdog,
    StepThreads steps,
    InspectionThread[] inspections,
    PeerFence fence,
    SelfFencing selfFence,
    OperatorDesk desk,
    Reporter reporter)
{
    private bool patFailing;

    /// <summary>The machine ended the process; nothing more is to be done.</summary>
    public bool Ended { get; private set; }

    /// <summary>Why it ended.</summary>
    public string EndReason { get; private set; } = "";

    public void Run(in StepResult result)
    {
        foreach (ref readonly Effect effect in result.Effects)
        {
            switch (effect.Kind)
            {
                case EffectKind.PersistState:
                    states.Save(effect.Token, (PersistentState)effect.Payload!);
                    break;
                case EffectKind.ReadOwnRing:
                    device.ReadOwnRing();
                    break;
                case EffectKind.WriteRegister:
                    encoder.Encode(result.Outgoing, effect.Sequence, device.WriteBuffer);
                    device.Write(effect.Block);
                    break;
                case EffectKind.ReadPeerRing:
                    device.ReadPeerRing();
                    break;
                case EffectKind.SendRecord:
                    interlinks.Send(encoder.Encode(result.Outgoing, effect.Sequence));
                    break;
                default:
                    Act(effect);
                    break;
            }
        }
    }

    private void Act(in Effect effect)
    {
        switch (effect.Kind)
        {
            case EffectKind.SelfFence:
                Ended = true;
                EndReason = (string)effect.Payload!;
                selfFence.Fire(EndReason);
                break;
            case EffectKind.PatWatchdog:
                Pat();
                break;
            case EffectKind.ArmWatchdog:
                bool armed = watchdog.Arm(effect.Timeout);
                queue.Post(NodeEvent.WatchdogArmed(effect.Token, armed, armed ? null : watchdog.Problem));
                break;
            case EffectKind.DisarmWatchdog:
                watchdog.Disarm();
                break;
            case EffectKind.FencePeer:
                fence.Start(effect.Token);
                break;
            case EffectKind.StartStep:
                steps.Start(effect.Group, effect.Token, (PlanStep)effect.Payload!);
                break;
            case EffectKind.Inspect:
                inspections[effect.Group].Ask(effect.Token, effect.Ok, effect.Errors);
                break;
            case EffectKind.Answer:
                desk.Answer(effect.Token, effect.Ok, (string)effect.Payload!);
                break;
            case EffectKind.Report:
                reporter.Report((Decision)effect.Payload!);
                break;
            case EffectKind.Exit:
                Ended = true;
                EndReason = (string)effect.Payload!;
                break;
        }
    }

    /// <summary>A pat that fails ends in a reset of this host; whoever is there should know why.</summary>
    private void Pat()
    {
        bool ok = watchdog.Pat();
        if (!ok && !patFailing)
        {
            reporter.Report(new Decision.WatchdogFailed($"a pat failed: {watchdog.Problem}"));
        }

        patFailing = !ok;
    }
}
