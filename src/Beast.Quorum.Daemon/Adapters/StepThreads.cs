using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Machine;
using Beast.Quorum.Core.Plans;
using Beast.Quorum.Daemon.Loop;
using Beast.Quorum.Storage.Steps;
using StepResult = Beast.Quorum.Storage.Steps.StepResult;

namespace Beast.Quorum.Daemon.Adapters;

/// <summary>
/// Runs steps, each on a thread of its own: a command that hangs holds up nothing but its step.
/// </summary>
internal sealed class StepThreads(
    IReadOnlyList<GroupConfiguration> groups,
    StepExecutor executor,
    LeaseGuard guard,
    EventQueue queue,
    Action<int, PlanStep, StepResult, TimeSpan> note)
{
    private const int StackBytes = 512 * 1024;

    public void Start(int group, long token, PlanStep step) =>
        Run($"step {step}", () => RunStep(group, token, step));

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
}
