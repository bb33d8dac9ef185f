using System.CommandLine;
using Beast.Quorum.Daemon.Control;

namespace Beast.Quorum.Daemon.CommandLine;

/// <summary><c>beastq maintenance on|off</c>.</summary>
internal static class MaintenanceCommand
{
    public static Command Build()
    {
        Option<TimeSpan?> duration = new("--for")
        {
            Description = "when it ends by itself, such as 30m (default: never)",
            HelpName = "DURATION",
            CustomParser = CommonOptions.Duration,
        };
        Command on = new("on", "Nothing moves by itself, on both nodes.") { duration };
        on.SetAction(result => Give(result, on: true, result.GetValue(duration)));
        Command off = new("off", "End maintenance.");
        off.SetAction(result => Give(result, on: false, null));
        return new Command("maintenance", "Keep every group where it is while somebody works on the pair.") { on, off };
    }

    private static int Give(ParseResult result, bool on, TimeSpan? duration) => Orders.Give(
        new Surroundings(result),
        new ControlRequest
        {
            Request = ControlRequests.Maintenance,
            On = on,
            DurationS = duration?.TotalSeconds,
        },
        ControlClient.Quick);
}
