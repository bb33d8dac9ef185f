using System.ComponentModel;
using System.Diagnostics;
using Beast.Quorum.Core.Time;
using Beast.Quorum.Daemon.Control;
using Beast.Quorum.Platform.Processes;

namespace Beast.Quorum.Daemon.CommandLine;

/// <summary>Carries a planned restart through, and says at every step where it is.</summary>
/// <param name="client">The daemon's socket.</param>
/// <param name="away">How long the daemon may be away.</param>
/// <param name="output">Receives the progress.</param>
internal sealed class RestartRun(ControlClient client, TimeSpan away, TextWriter output)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan OrderPatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ExitPatience = TimeSpan.FromSeconds(30);

    /// <summary>Goes through it.</summary>
    /// <param name="start">The command that starts the daemon again; null leaves that to others.</param>
    /// <returns>The exit code.</returns>
    public int Go(IReadOnlyList<string>? start)
    {
        Say($"asking the daemon to leave for at most {TimingProof.Show(away)}");
        ControlAnswer answer = client.Ask(
            new ControlRequest { Request = ControlRequests.Restart, AwayS = away.TotalSeconds }, OrderPatience);
        if (!answer.Ok)
        {
            throw new CommandFailure(answer.Text);
        }

        long left = Stopwatch.GetTimestamp();
        Say($"process {answer.ProcessId}: {answer.Text}");
        if (!WaitUntil(() => IsGone(answer.ProcessId), ExitPatience))
        {
            throw new CommandFailure($"process {answer.ProcessId} has not ended after "
                + $"{ExitPatience.TotalSeconds:0} s; look at it: the host is reset when its watchdog fires");
        }

        if (start is null)
        {
            Say($"the daemon has ended; start it within {TimingProof.Show(away)}, or the host is reset");
            return ExitCodes.Ok;
        }

        Say($"the daemon has ended; running {string.Join(' ', start)}");
        Start(start);
        TimeSpan room = away - Stopwatch.GetElapsedTime(left);
        if (!WaitUntil(() => Answers(answer.ProcessId), room))
        {
            throw new CommandFailure(ExitCodes.Critical,
                $"no new daemon answers at {client.Path} after {TimingProof.Show(away)}; start it at once: where the "
                + "watchdog is armed, it resets this host");
        }

        Say($"the new daemon answers, {Status.Show.Span(Stopwatch.GetElapsedTime(left).TotalMilliseconds)} later");
        return ExitCodes.Ok;
    }

    private void Say(string text)
    {
        output.WriteLine(text);
        output.Flush();
    }

    private void Start(IReadOnlyList<string> start)
    {
        try
        {
            // Not through the command runner, which ends the whole process group of what it started.
            ProcessStartInfo what = new(start[0], start.Skip(1)) { UseShellExecute = false };
            using Process process = Process.Start(what)
                ?? throw new CommandFailure($"{start[0]} was not started");
            if (process.WaitForExit(away) && process.ExitCode != 0)
            {
                throw new CommandFailure(ExitCodes.Critical,
                    $"{string.Join(' ', start)} ended with exit code {process.ExitCode}; start the daemon at once: "
                    + "where the watchdog is armed, it resets this host");
            }
        }
        catch (Win32Exception fault)
        {
            throw new CommandFailure(ExitCodes.Critical,
                $"{start[0]} cannot be started ({fault.Message}); start the daemon at once: where the watchdog is "
                + "armed, it resets this host");
        }
    }

    private static bool IsGone(int process) => process > 1 && !Signals.Send(process, 0);

    private bool Answers(int oldProcess)
    {
        try
        {
            ControlAnswer answer = client.Ask(
                new ControlRequest { Request = ControlRequests.Ping }, TimeSpan.FromSeconds(2));
            return answer.ProcessId != oldProcess;
        }
        catch (ControlException)
        {
            // Not there yet; the wait around this has a limit.
            return false;
        }
    }

    private static bool WaitUntil(Func<bool> done, TimeSpan patience)
    {
        long start = Stopwatch.GetTimestamp();
        while (!done())
        {
            if (Stopwatch.GetElapsedTime(start) > patience)
            {
                return false;
            }

            Thread.Sleep(Poll);
        }

        return true;
    }
}
