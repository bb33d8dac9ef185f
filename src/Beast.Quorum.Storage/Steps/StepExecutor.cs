using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Plans;
using Beast.Quorum.Storage.Calls;
using Beast.Quorum.Storage.Ctl;
using Beast.Quorum.Storage.Zfs;

namespace Beast.Quorum.Storage.Steps;

/// <summary>
/// Runs the steps of plans. Steps are idempotent: what is so already is recognised. One executor for the daemon,
/// used from any number of worker threads at once.
/// </summary>
public sealed class StepExecutor(StorageSystem system)
{
    private readonly RoleSwitch roles = new(system.Time);

    /// <summary>Runs one step and waits for its end, at most until its deadline.</summary>
    /// <param name="group">The group that the step's plan was built for.</param>
    /// <param name="step">The step.</param>
    /// <param name="mayStart">
    /// Asked right before each command starts and each sysctl is written; false ends the step as
    /// <see cref="StepOutcome.Refused"/> (S5). Called on any thread.
    /// </param>
    /// <param name="whenAbandonedGone">
    /// Called once, on any thread, when what an <see cref="StepOutcome.Abandoned"/> step left running has ended. It
    /// may come before this method has returned.
    /// </param>
    public StepResult Run(GroupConfiguration group, PlanStep step, Func<bool> mayStart, Action whenAbandonedGone)
    {
        var clock = new Countdown(system.Time, step.Deadline);
        var caller = new Caller(system, clock, mayStart, whenAbandonedGone);
        return StepRetry.Run(ActionOf(group, step, caller), step.Retry, clock, system.Time);
    }

    private IStepAction ActionOf(GroupConfiguration group, PlanStep step, Caller caller) => step.Kind switch
    {
        StepKind.ExportStandbyImport => new ExportStep(caller, step.Subject, standbyOnly: true),
        StepKind.ImportPool => new ImportStep(caller, group, step.Subject, ImportState.ReadWrite),
        StepKind.WaitBackingPath => new BackingPathStep(caller, step.Subject),
        StepKind.TakeRole => new RoleStep(caller, roles, CtlVariables.Primary),
        StepKind.EnsureTargetDaemon => new TargetDaemonStep(caller),
        StepKind.WaitLunReady => new LunReadyStep(caller, roles, step.Subject),
        StepKind.SetPeer => new PeerStep(caller, step.Subject),
        StepKind.StartScrub => new ScrubStep(caller, step.Subject),
        StepKind.GiveRole => new RoleStep(caller, roles, CtlVariables.Secondary),
        StepKind.ExportPool => new ExportStep(caller, step.Subject, standbyOnly: false),
        StepKind.VerifyPoolGone when step.Subject.Length == 0 => new VerifyNotServingStep(caller, group.Custom.Serving),
        StepKind.VerifyPoolGone => new VerifyGoneStep(caller, step.Subject),
        StepKind.VerifyPoolNotWritable => new VerifyNotWritableStep(caller, step.Subject),
        StepKind.WaitLink => new LinkStep(caller),
        StepKind.ImportReadOnly => new ImportStep(caller, group, step.Subject, ImportState.ReadOnly),
        StepKind.RunCommand => new CommandStep(
            caller, CommandStep.Find(group.Custom, step.Subject), step.Subject),
        _ => throw new ArgumentOutOfRangeException(nameof(step), step.Kind, "unknown kind of step"),
    };
}
