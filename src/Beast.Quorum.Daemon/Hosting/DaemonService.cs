using Beast.Quorum.Daemon.Events;
using Beast.Quorum.Daemon.Loop;
using Beast.Quorum.Daemon.Reporting;
using Microsoft.Extensions.Hosting;

namespace Beast.Quorum.Daemon.Hosting;

/// <summary>Runs the decision loop on its own thread, and ends the host when it has ended.</summary>
internal sealed class DaemonService(
    DecisionLoop loop,
    EffectRunner effects,
    CriticalThreads threads,
    Reporter reporter,
    IHostApplicationLifetime lifetime) : BackgroundService
{
    private const int StackBytes = 1024 * 1024;

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Thread thread = new(() => Decide(ended), StackBytes) { Name = "decisions" };
        thread.Start();
        return ended.Task;
    }

    private void Decide(TaskCompletionSource ended)
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
        finally
        {
            lifetime.StopApplication();
        }
    }
}
