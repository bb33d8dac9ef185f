using Beast.Quorum.Daemon.Events;
using Beast.Quorum.Daemon.Loop;
using Beast.Quorum.Daemon.Reporting;

namespace Beast.Quorum.Daemon.Hosting;

/// <summary>
/// The thread of the decisions. It starts before anything that can wait: after a crash the watchdog's time runs, and an
/// adoption must be quicker.
/// </summary>
internal sealed class DecisionThread(
    DecisionLoop loop, EffectRunner effects, CriticalThreads threads, Reporter reporter)
{
    private const int StackBytes = 1024 * 1024;
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the decisions have ended; faulted if by an exception.</summary>
    public Task Ended => ended.Task;

    public void Start()
    {
        Thread thread = new(Decide, StackBytes) { Name = "decisions" };
        thread.Start();
    }

    private void Decide()
    {
        try
        {
            threads.Prepare(Thread.CurrentThread);
            loop.Run();
            reporter.Note(DaemonEvents.Stopped, ("reason", effects.EndReason));
            ended.SetResult();
        }
        catch (Exception fault)
        {
            // Whatever it is, decisions have ended: the watchdog is not patted any more, and a supervisor must know.
            Environment.ExitCode = ExitCodes.Software;
            reporter.Alert(DaemonEvents.Crashed, ("reason", fault.ToString()));
            ended.SetException(fault);
        }
    }
}
