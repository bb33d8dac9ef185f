using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Machine;
using Beast.Quorum.Core.Plans;
using Beast.Quorum.Daemon.Loop;
using Beast.Quorum.Storage.Inspection;
using Beast.Quorum.Storage.Steps;
using StepResult = Beast.Quorum.Storage.Steps.StepResult;

namespace Beast.Quorum.Daemon.Adapters;

/// <summary>
/// Runs steps and inspections, each on a thread of its own: a command that hangs holds up nothing but its step.
/// </summary>
internal sealed class StepThreads(
    IReadOnlyList<GroupConfiguration> groups,
    StepExecutor executor,
    GroupInspector inspector,
    LeaseGuard guard,
    EventQueue queue,
    Action<int, PlanStep, StepResult, TimeSpan> note)
{
    private const int StackBytes = 512 * 1024;

    public void Start(int group, long token, PlanStep step) =>
        Run($"step {step}", () => RunStep(group, token, step));

    public void Inspect(int group, long token) =>
        Run($"look at {groups[group].Name}", () => queue.Post(LookOrSay(group, token)));

    private static void Run(string name, ThreadStart work)
    {
        Thread thread = new(work, StackBytes) { IsBackground = true, Name = name };
        thread.Start();
    }

    private void RunStep(int group, long token, PlanStep step)
    {
        long started = Platform.Clock.MonotonicClock.Ticks;
        StepResult result;
        try
        {
            result = executor.Run(
                groups[group],
                step,
                () => guard.MayStart(group, token),
                () => queue.Post(NodeEvent.AbandonedEnded(group, token, step.Index)));
        }
        catch (Exception e)
        {
            // Whatever it is, it is this step's failure and must not end a process that serves.
            result = new StepResult(StepOutcome.Failed, e.Message);
        }

        note(group, step, result, new TimeSpan(Platform.Clock.MonotonicClock.Ticks - started));
        queue.Post(NodeEvent.StepEnded(group, token, step.Index, result.Outcome, result.Detail));
    }

    private NodeEvent LookOrSay(int group, long token)
    {
        try
        {
            return Look(group, token);
        }
        catch (Exception e)
        {
            // As above: a look that fails says that nothing is known.
            return NodeEvent.GroupInspected(group, token, Core.Machine.ImportState.Unknown, false, e.Message);
        }
    }

    private NodeEvent Look(int group, long token)
    {
        GroupInspection seen = inspector.Inspect(groups[group]);
        IReadOnlyList<string> faults = ServiceFaults.Of(seen);
        IReadOnlyList<string> said = [.. faults, .. seen.Problems];
        return NodeEvent.GroupInspected(
            group,
            token,
            Translate(seen.Imported),
            faults.Count == 0,
            said.Count == 0 ? null : string.Join("; ", said));
    }

    private static Core.Machine.ImportState Translate(Storage.Zfs.ImportState state) => state switch
    {
        Storage.Zfs.ImportState.No => Core.Machine.ImportState.NotImported,
        Storage.Zfs.ImportState.ReadOnly => Core.Machine.ImportState.ReadOnly,
        Storage.Zfs.ImportState.ReadWrite => Core.Machine.ImportState.Imported,
        _ => Core.Machine.ImportState.Unknown,
    };
}
