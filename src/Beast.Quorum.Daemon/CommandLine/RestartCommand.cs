using System.CommandLine;
using Beast.Quorum.Core.Time;

namespace Beast.Quorum.Daemon.CommandLine;

/// <summary><c>beastq restart</c>: the daemon anew, the pools where they are.</summary>
internal static class RestartCommand
{
    private static readonly string[] DefaultStart = ["/usr/sbin/service", "beastq", "onestart"];

    public static Command Build()
    {
        Option<TimeSpan?> away = new("--away")
        {
            Description = "how long the daemon may be away before its host is reset (default: 30s)",
            HelpName = "DURATION",
            CustomParser = CommonOptions.Duration,
        };
        Option<bool> noStart = new("--no-start") { Description = "do not start it again; somebody else does" };
        Argument<string[]> start = new("start")
        {
            Description = $"the command that starts it, after -- (default: {string.Join(' ', DefaultStart)})",
            HelpName = "COMMAND",
            Arity = ArgumentArity.ZeroOrMore,
        };
        Command command = new("restart", "Restart the daemon without moving anything.") { away, noStart, start };
        command.SetAction(result =>
        {
            Surroundings surroundings = new(result);
            string[] words = result.GetValue(start) is { Length: > 0 } given ? given : DefaultStart;
            TimeSpan span = Programmable(result.GetValue(away) ?? TimeSpan.FromSeconds(30));
            RestartRun run = new(surroundings.Client(), span, surroundings.Out);
            return run.Go(result.GetValue(noStart) ? null : words);
        });
        return command;
    }

    /// <summary>The shortest time, not below the wanted one, that a watchdog can be programmed to: a power of
    /// two.</summary>
    internal static TimeSpan Programmable(TimeSpan wanted)
    {
        int exponent = 30;
        while (exponent < 45 && TimingPresets.WatchdogPeriod(exponent) < wanted)
        {
            exponent++;
        }

        return TimingPresets.WatchdogPeriod(exponent);
    }
}
