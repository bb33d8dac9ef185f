using System.Diagnostics;
using Beast.Quorum.Daemon.Control;
using Beast.Quorum.Daemon.Status;

namespace Beast.Quorum.Daemon.CommandLine;

/// <summary>
/// Guides through a recovery: read the errors, scrub, read them again, clear, and say what is left. The daemon does the
/// work and keeps the state, so that the command can be ended at any time and begun again.
/// </summary>
internal sealed class RecoverRun(RecoverDesk desk, RecoverView view, Consent consent)
{
    /// <summary>Scrubs of one run: one, and one more after a clear, which drops what is whole again.</summary>
    private const int MostScrubs = 2;

    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan DaemonPatience = TimeSpan.FromMinutes(2);

    private int scrubs;
    private bool cleared;

    /// <summary>Only shows.</summary>
    public int Show()
    {
        desk.Look();
        view.Pools(desk.Recovery);
        bool done = desk.Recovery.Stage == RecoveryJudge.None;
        view.Say(done
            ? $"no recovery of {desk.Name} is unfinished"
            : $"the recovery of {desk.Name} is unfinished: {desk.Recovery.Unfinished}");
        return done ? ExitCodes.Ok : ExitCodes.Failed;
    }

    /// <summary>Ends it with the damage that is left.</summary>
    public int Accept()
    {
        desk.Look();
        view.Pools(desk.Recovery);
        if (desk.Recovery.Stage != RecoveryJudge.None)
        {
            consent.Need($"End the recovery of {desk.Name}, although {desk.Recovery.Unfinished}?");
        }

        view.Say(desk.Order(RecoveryActions.End, accept: true));
        desk.Refresh();
        return ExitCodes.Ok;
    }

    /// <summary>Goes through it.</summary>
    /// <returns>The exit code.</returns>
    public int Go()
    {
        desk.Look();
        view.Pools(desk.Recovery);
        if (desk.Recovery.Stage == RecoveryJudge.None)
        {
            view.Say($"no recovery of {desk.Name} is unfinished");
            return Restore();
        }

        view.Say($"to be done: {desk.Recovery.Unfinished}");
        while (desk.Recovery.Stage != RecoveryJudge.None)
        {
            try
            {
                if (!Step())
                {
                    view.Say($"the scrub goes on without this command; 'beastq recover {desk.Name}' shows it again");
                    return ExitCodes.Interrupted;
                }
            }
            catch (Exception fault) when (IsOfDaemon(fault) && desk.IsBetweenDaemons())
            {
                AwaitDaemon();
            }
        }

        view.Say($"the recovery of {desk.Name} is finished");
        return Restore();
    }

    /// <summary>The daemon is being restarted amid a step: the next one knows how far it came.</summary>
    private void AwaitDaemon()
    {
        view.Say("the daemon does not answer; waiting for the next one");
        long began = Stopwatch.GetTimestamp();
        while (true)
        {
            Thread.Sleep(Poll);
            try
            {
                desk.Look();
                return;
            }
            catch (Exception fault) when (IsOfDaemon(fault) && Stopwatch.GetElapsedTime(began) < DaemonPatience)
            {
                // Not there yet, or still taking its groups up.
                continue;
            }
        }
    }

    private static bool IsOfDaemon(Exception fault) =>
        fault is ControlException or CommandFailure { ExitCode: ExitCodes.Failed };

    /// <summary>Takes the next step. False if Ctrl-C ended the wait.</summary>
    private bool Step()
    {
        RecoveryStatus recovery = desk.Recovery;
        if (recovery.Stage == RecoveryJudge.Unread)
        {
            throw new CommandFailure($"{recovery.Unfinished}; find out why, then run this again");
        }

        if (recovery.Pools.Any(pool => pool.Scan == "running"))
        {
            return Watch();
        }

        bool paused = recovery.Stage == RecoveryJudge.Scrubbing;
        if (paused || !recovery.Scrubbed)
        {
            Scrub(paused ? $"The scrub is paused. Let it go on ({Pools()})?" : $"Start a scrub of {Pools()}?");
        }
        else if (!cleared)
        {
            consent.Need($"The scrub has finished and errors are left. Clear the error counters of {Pools()} (zpool "
                + "clear, which repairs nothing)?");
            view.Say(desk.Order(RecoveryActions.Clear));
            cleared = true;
            Again();
        }
        else if (scrubs < MostScrubs)
        {
            Scrub($"Errors are still listed. A scrub drops what is whole again; start one of {Pools()}?");
        }
        else
        {
            throw new CommandFailure($"damage is left: {recovery.Unfinished}. Restore what is listed above from a "
                + $"backup and run this again, or end it as it is: 'beastq recover {desk.Name} --accept'.");
        }

        return true;
    }

    private void Scrub(string question)
    {
        if (scrubs >= MostScrubs)
        {
            throw new CommandFailure(
                $"the scrub does not come to its end: {desk.Recovery.Unfinished}; see 'zpool status'");
        }

        consent.Need(question);
        view.Say(desk.Order(RecoveryActions.Scrub));
        scrubs++;
        Again();
    }

    private void Again()
    {
        desk.Look();
        if (desk.Recovery.Stage != RecoveryJudge.Scrubbing)
        {
            view.Pools(desk.Recovery);
        }
    }

    /// <summary>Shows the progress until the scan has ended. False if Ctrl-C came first.</summary>
    private bool Watch()
    {
        using StopSignal stop = new();
        long answered = Stopwatch.GetTimestamp();
        while (desk.Recovery.Pools.Any(pool => pool.Scan == "running"))
        {
            view.Progress(desk.Recovery);
            if (stop.Token.WaitHandle.WaitOne(Poll))
            {
                return false;
            }

            try
            {
                desk.Refresh();
                answered = Stopwatch.GetTimestamp();
            }
            catch (ControlException) when (Stopwatch.GetElapsedTime(answered) < DaemonPatience)
            {
                // The daemon is being restarted: the scrub goes on meanwhile, and the new one knows of it.
                continue;
            }
        }

        view.EndLine();
        Again();
        return true;
    }

    /// <summary>What is left to be done for the arrangement as it was. Moving clients is never part of --yes.</summary>
    private int Restore()
    {
        GroupStatus group = desk.Group;
        int other = 1 - desk.Status.Node;
        if (!group.PeerReady)
        {
            view.Say($"node {other} cannot take {desk.Name} yet: {group.PeerNotReadyBecause}. Start its daemon and see "
                + $"'beastq status' there: it rejoins by itself, with its role, links, sessions and paths.");
            return ExitCodes.Ok;
        }

        view.Say($"node {other} is ready to take {desk.Name} over");
        if (group.Preferred == desk.Status.Node)
        {
            return ExitCodes.Ok;
        }

        if (consent.Given || !consent.CanAsk
            || !consent.Asks($"Move {desk.Name} to its preferred node {other} now (clients wait meanwhile)?"))
        {
            view.Say($"'beastq failback {desk.Name}' moves it to its preferred node when it suits");
            return ExitCodes.Ok;
        }

        ControlAnswer answer = desk.Failback();
        view.Say(answer.Text);
        return answer.Ok ? ExitCodes.Ok : ExitCodes.Failed;
    }

    private string Pools() => string.Join(", ", desk.Recovery.Pools.Select(pool => pool.Pool));
}
