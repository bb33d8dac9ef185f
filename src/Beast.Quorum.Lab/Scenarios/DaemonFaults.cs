using Beast.Quorum.Lab.Clock;
using Beast.Quorum.Lab.Runs;
using Beast.Quorum.Platform.Processes;

namespace Beast.Quorum.Lab.Scenarios;

/// <summary>The owner's daemon is killed: once restarted in time, once not.</summary>
internal sealed class DaemonKill : Scenario
{
    public override string Name => "daemon-kill";

    public override string Story =>
        "kill -9 of the owner's daemon: restarted at once it adopts, left alone its host is reset";

    public override int Takeovers => 1;

    public override Death? Run(LabPair pair, int round)
    {
        int owner = pair.Owner();
        pair.Timeline.Act($"kill -9 of the daemon of node {owner}, and a new start");
        long before = LabClock.Now;
        pair.Daemons[owner].Kill();
        pair.StartDaemon(owner);
        pair.AwaitServing(owner, Patience);
        if (pair.Journals.Count("adopted", before, owner) == 0)
        {
            pair.Await("the adoption is in the journal", Patience,
                () => pair.Journals.Count("adopted", before, owner) > 0);
        }

        pair.AwaitReady(1 - owner, Patience);
        pair.Timeline.Act($"kill -9 of the daemon of node {owner}, and no new start");
        pair.Daemons[owner].Kill();
        pair.AwaitServing(1 - owner, TakeoverBound(pair));
        ComeBack(pair, owner);
        FailBack(pair, 1 - owner);
        return null;
    }
}

/// <summary>The owner's daemon is frozen: its watchdog must end the host before the peer starts.</summary>
internal sealed class Freeze : Scenario
{
    public override string Name => "freeze";

    public override string Story => "SIGSTOP of the owner's daemon: the watchdog resets its host, the other takes over";

    public override int Takeovers => 1;

    public override Death? Run(LabPair pair, int round)
    {
        int owner = pair.Owner();
        pair.Timeline.Act($"SIGSTOP of the daemon of node {owner}");
        pair.Daemons[owner].Signal(Signals.Stop);
        ResetTakenOverAndBack(pair, owner);
        return null;
    }
}

/// <summary>The whole host of the owner is frozen, daemon and kernel.</summary>
internal sealed class HostFreeze : Scenario
{
    public override string Name => "host-freeze";

    public override string Story => "the owner's whole host freezes: the watchdog resets it, the other takes over";

    public override int Takeovers => 1;

    public override Death? Run(LabPair pair, int round)
    {
        int owner = pair.Owner();
        pair.Timeline.Act($"node {owner} freezes, kernel and daemon");
        pair.Nodes[owner].FreezeHost(true);
        pair.Daemons[owner].Signal(Signals.Stop);
        ResetTakenOverAndBack(pair, owner);
        return null;
    }
}

/// <summary>The owner's daemon is restarted on purpose, as for an upgrade.</summary>
internal sealed class Restart : Scenario
{
    public override string Name => "restart";

    public override string Story => "planned restart of the owner's daemon: nothing moves, the new one adopts";

    public override Death? Run(LabPair pair, int round)
    {
        int owner = pair.Owner();
        pair.Timeline.Act($"planned restart of the daemon of node {owner}");
        long before = LabClock.Now;
        (bool ok, string text) = pair.Daemons[owner].Order(
            "{\"version\":1,\"request\":\"restart\",\"away_s\":8}", Patience);
        if (!ok)
        {
            throw new LabFailureException($"the restart was refused: {text}");
        }

        pair.Await("the old daemon has ended", Patience, () => !pair.Daemons[owner].Runs);

        // Longer away than a lease and a peer's wait: only the announcement and the watchdog's long leash allow it.
        pair.Timeline.Act("the daemon stays away for longer than s");
        pair.Pass(pair.Settings.Timing.SuspectAfter + TimeSpan.FromSeconds(1));
        pair.StartDaemon(owner);
        pair.AwaitServing(owner, Patience);
        pair.Await("the new daemon adopted", Patience, () => pair.Journals.Count("adopted", before, owner) > 0);
        pair.AwaitReady(1 - owner, Patience);
        return null;
    }
}
