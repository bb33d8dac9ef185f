using Beast.Quorum.Platform.Clock;
using Beast.Quorum.Platform.Polling;

namespace Beast.Quorum.Platform.Processes;

/// <summary>
/// Runs each command in a process group of its own, which is killed as a whole afterwards, always: helpers that a
/// command leaves behind do not outlive it. A command that cannot be killed is abandoned: a background thread waits
/// for its end.
/// </summary>
public sealed class CommandRunner : ICommandRunner
{
    private readonly TimeSpan grace;

    /// <summary>A runner that gives a killed command 2 s to be gone.</summary>
    public CommandRunner()
        : this(TimeSpan.FromSeconds(2))
    {
    }

    /// <summary>A runner that gives a killed command <paramref name="grace"/> before it is abandoned.</summary>
    public CommandRunner(TimeSpan grace)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(grace, TimeSpan.Zero);
        this.grace = grace;
    }

    /// <inheritdoc/>
    public CommandResult Run(CommandRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        long start = MonotonicClock.Ticks;
        try
        {
            return Run(request, start);
        }
        catch (IOException e)
        {
            // No descriptors left for the pipes: nothing was started.
            return new CommandResult(CommandEnd.NotStarted, -1, "", e.Message, Since(start), 0);
        }
    }

    private CommandResult Run(CommandRequest request, long start)
    {
        long deadline = MonotonicClock.After(request.Deadline);
        using WakePipe wake = new();
        using OutputCapture output = new(request.OutputLimit);
        using OutputCapture error = new(request.OutputLimit);
        SpawnRequest spawn = new(request.Arguments)
        {
            Environment = request.Environment,
            InheritedDescriptors = request.InheritedDescriptors,
            OutputDescriptor = output.Write.Number,
            ErrorDescriptor = error.Write.Number,
        };
        ChildProcess child = new(spawn, request.MayStart, output.Write, error.Write)
        {
            Changed = wake.Wake,
        };
        child.Begin();
        Watch(child, deadline, wake, output, error);
        bool late = !child.IsGone;
        if (late)
        {
            child.KillGroup();
            Watch(child, MonotonicClock.After(grace), wake, output, error);
        }

        bool abandoned = !child.IsGone && Abandon(child, request);
        output.Drain();
        error.Drain();
        (CommandEnd end, int code) = abandoned ? (CommandEnd.Abandoned, -1) : Classify(child, late);
        string why = child.StartError ?? error.Text;
        return new CommandResult(end, code, output.Text, why, Since(start), child.Pid);
    }

    private static bool Abandon(ChildProcess child, CommandRequest request)
    {
        // Noted first: its end may come at any moment, and takes it off again.
        long token = AbandonedCommands.Add(child.Pid, request.Arguments);
        bool abandoned = child.Abandon(() =>
        {
            AbandonedCommands.Remove(token);
            request.WhenGone?.Invoke();
        });
        if (!abandoned)
        {
            AbandonedCommands.Remove(token);
        }

        return abandoned;
    }

    private static void Watch(
        ChildProcess child, long deadline, WakePipe wake, OutputCapture output, OutputCapture error)
    {
        Poller poller = new(3);
        poller.Add(wake.ReadDescriptor);
        poller.Add(output.ReadDescriptor);
        poller.Add(error.ReadDescriptor);
        while (!child.IsGone && poller.Wait(deadline) > 0)
        {
            wake.Drain();
            ReadIfReady(poller, 1, output);
            ReadIfReady(poller, 2, error);
            if (MonotonicClock.Ticks >= deadline)
            {
                // A flood of output is always ready: the deadline is looked at every time.
                return;
            }
        }
    }

    private static void ReadIfReady(Poller poller, int index, OutputCapture capture)
    {
        if (poller.IsReady(index) && !capture.ReadSome())
        {
            poller.Replace(index, -1);
        }
    }

    private static (CommandEnd End, int Code) Classify(ChildProcess child, bool late)
    {
        if (child.Pid == 0)
        {
            return (child.IsRefused ? CommandEnd.Refused : CommandEnd.NotStarted, -1);
        }

        int code = WaitStatus.ExitCode(child.WaitStatus);
        bool signalled = WaitStatus.IsSignalled(child.WaitStatus);
        return (late ? CommandEnd.TimedOut : signalled ? CommandEnd.Signalled : CommandEnd.Exited, code);
    }

    private static TimeSpan Since(long start) => new(MonotonicClock.Ticks - start);
}
