namespace Beast.Quorum.Core.Configuration.Rules;

/// <summary>What keeps a lost owner from writing: watchdog, self-fence, fencing, or the operator's word.</summary>
internal static class GuardRules
{
    public static void Check(BeastqConfiguration configuration, RuleFaults faults)
    {
        Watchdog(configuration.Watchdog, faults);
        Method(
            "self_fence",
            configuration.SelfFence.Method == AccessMethod.Command,
            configuration.SelfFence.Command,
            faults);
        FencingRules.Check(configuration, faults);
        faults.Need(
            configuration.AcceptNoFencing
                || configuration.Fencing.Exists
                || configuration.Watchdog.Kind != WatchdogKind.None,
            "i_accept_no_fencing",
            "must be true, because fencing.method and watchdog.kind are both none: nothing would stop an owner that "
            + "hangs and wakes up after its pool was taken over; allowed: true, or fencing, or a watchdog",
            "fencing.method",
            "watchdog.kind");
    }

    private static void Watchdog(WatchdogConfiguration watchdog, RuleFaults faults)
    {
        if (watchdog.Kind == WatchdogKind.None)
        {
            return;
        }

        bool isSocket = watchdog.Kind == WatchdogKind.Socket;
        Words.Path(
            watchdog.Path,
            "watchdog.path",
            faults,
            isSocket ? ConfigurationBounds.SocketPathLength : ConfigurationBounds.PathLength);
        faults.Need(
            !isSocket || watchdog.Path != new WatchdogConfiguration().Path,
            "watchdog.path",
            $"{watchdog.Path} is a device, but watchdog.kind is socket; allowed: the absolute path of a socket",
            "watchdog.kind");
        faults.Need(
            watchdog.Kind != WatchdogKind.Linux || watchdog.Path != new WatchdogConfiguration().Path,
            "watchdog.path",
            $"{watchdog.Path} is FreeBSD's device, but watchdog.kind is linux; allowed: /dev/watchdog, or another "
            + "absolute path",
            "watchdog.kind");
    }

    internal static void Method(string section, bool isCommand, IReadOnlyList<string> command, RuleFaults faults)
    {
        string key = section + ".command";
        if (!isCommand)
        {
            faults.Need(
                command.Count == 0,
                key,
                $"is given, but {section}.method is not command; allowed: method command, or no command",
                section + ".method");
        }
        else if (command.Count == 0)
        {
            faults.Add(
                key,
                $"is needed, because {section}.method is command; {Words.CommandAllowed}",
                section + ".method");
        }
        else
        {
            Words.Command(command, key, faults);
        }
    }
}
