namespace Beast.Quorum.Daemon.Status;

/// <summary>What can be wrong with this node, whatever the group.</summary>
internal static class NodeJudge
{
    public static IEnumerable<Problem> Judge(StatusDocument status) =>
        [.. Guards(status), .. Memory(status), .. Commands(status), .. Orders(status)];

    private static IEnumerable<Problem> Guards(StatusDocument status)
    {
        bool serving = status.Groups.Any(group => group.Owner == status.Node && group.Phase != "adopting");
        if (status.Watchdog is { Present: true, Armed: false } && serving)
        {
            yield return Of(Severity.Critical, "the watchdog is not armed although this node serves"
                    + (status.Watchdog.Problem.Length > 0 ? $": {status.Watchdog.Problem}" : ""),
                "if this daemon hangs, nothing resets the host, and the peer may take over while this node still "
                    + "writes",
                "check the watchdog's device and driver ('beastq config show' names it); watchdogd must not run");
        }
        else if (status.Watchdog is { Present: true, Armed: false, Problem.Length: > 0 })
        {
            yield return Of(Severity.Degraded, $"the watchdog cannot be armed: {status.Watchdog.Problem}",
                "this node takes nothing over until it can",
                "check the watchdog's device and driver ('beastq config show' names it); watchdogd must not run");
        }

        if (status.Fencing is { Method: "none", AcceptedNoFencing: true })
        {
            yield return Of(status.Watchdog.Present ? Severity.Notice : Severity.Degraded,
                "i_accept_no_fencing is set"
                    + (status.Watchdog.Present ? "" : ", and there is neither fencing nor a watchdog"),
                status.Watchdog.Present
                    ? "the peer is not fenced; its watchdog is what makes waiting for its lease safe"
                    : "a hung owner is trusted to have stopped writing when its lease ended; if it has not, the "
                        + "pool is destroyed",
                "configure fencing: command, or a watchdog on both nodes");
        }
    }

    private static IEnumerable<Problem> Memory(StatusDocument status)
    {
        if (status.Wiped)
        {
            string group = status.Groups.Count > 0 ? status.Groups[0].Name : "GROUP";
            yield return Of(Severity.Degraded, "this node's register and its state file are both gone",
                "it cannot know which epochs it used, so it says nothing and claims nothing",
                "make sure that the quorum device is the right one and that the peer does not serve, then "
                    + $"'beastq claim {group} --yes'");
        }

        if (status.StateNotSaved)
        {
            yield return Of(Severity.Degraded, "the state file cannot be written",
                "this node makes no new claim, because its epoch must be on disk first",
                "check that state_directory exists, is writable and has space");
        }
    }

    private static IEnumerable<Problem> Commands(StatusDocument status)
    {
        if (status.AbandonedCommands is [{ } oldest, ..] all)
        {
            yield return Of(Severity.Degraded,
                (all.Count == 1 ? "a command hangs" : $"{all.Count} commands hang")
                    + $" and cannot be killed: {oldest}",
                "it waits in the kernel, for a disk as a rule; until it ends its step is not repeated, and no new "
                    + "daemon can start on this host",
                "look at 'dmesg' and 'procstat -kk PROCESS'; mend the disk, or hand over and restart this host");
        }
    }

    private static IEnumerable<Problem> Orders(StatusDocument status)
    {
        if (status.Maintenance.On)
        {
            string until = status.Maintenance.LeftS is { } left
                ? $"for another {Show.Span(left * 1000)}"
                : "without an end";
            yield return Of(Severity.Degraded, $"maintenance is on, {until}",
                "nothing moves by itself: if the owner fails, its groups stay unserved",
                "'beastq maintenance off' when the work is done");
        }

        if (status.Stopping)
        {
            yield return Of(Severity.Degraded, "this daemon is stopping",
                "it hands over or gives up what it serves, then ends", "wait; start it again when the work is done");
        }

        if (status.Restarting)
        {
            yield return Of(Severity.Degraded, "a planned restart is under way",
                "nothing moves; the peer waits longer than usual before it would take over", "wait a moment");
        }
    }

    private static Problem Of(Severity severity, string what, string meaning, string action) =>
        new(severity, null, what, meaning, action);
}
