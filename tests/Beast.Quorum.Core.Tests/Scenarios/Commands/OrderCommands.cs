using Beast.Quorum.Core.Machine;
using Beast.Quorum.Core.Recovery;

namespace Beast.Quorum.Core.Tests.Scenarios.Commands;

/// <summary>
/// Operators' orders: <c>order N maintenance on [60s] | maintenance off | stop [force] | restart 8.6s | switchover T
/// [group] [force] | claim [group] | retry [group] | recover look|scrub|clear|end|accept [group]</c>.
/// </summary>
internal static class OrderCommands
{
    private static readonly Dictionary<string, RecoveryAction> Actions = new()
    {
        ["look"] = RecoveryAction.Look,
        ["scrub"] = RecoveryAction.Scrub,
        ["clear"] = RecoveryAction.Clear,
        ["end"] = RecoveryAction.End,
        ["accept"] = RecoveryAction.End,
    };

    public static void AddTo(Dictionary<string, Action<Arguments>> commands, Stage stage) =>
        commands["order"] = arguments => Order(stage, arguments);

    private static void Order(Stage stage, Arguments arguments)
    {
        int node = arguments.Node();
        HostCommands.Daemon(stage, node);
        long id = stage.Orders.Count + 1;
        OperatorCommand order = Parse(id, arguments);
        stage.Orders[id] = string.Join(' ', arguments.Line.Split(' ').Skip(2));
        stage.World.Order(node, order);
    }

    private static OperatorCommand Parse(long id, Arguments arguments)
    {
        switch (arguments.OneOf("maintenance", "stop", "restart", "switchover", "claim", "retry", "recover"))
        {
            case "maintenance" when arguments.OneOf("on", "off") == "on":
                TimeSpan? limit = arguments.More ? arguments.Time("how long") : null;
                return new OperatorCommand.MaintenanceOn(id, limit);
            case "maintenance":
                return new OperatorCommand.MaintenanceOff(id);
            case "stop":
                return new OperatorCommand.Stop(id, arguments.Has("force"));
            case "restart":
                return new OperatorCommand.Restart(id, arguments.Time("how long the daemon is away"));
            case "switchover":
                int target = arguments.Node();
                bool force = arguments.Has("force");
                return new OperatorCommand.Switchover(id, Group(arguments), target, force);
            case "recover":
                string action = arguments.OneOf("look", "scrub", "clear", "end", "accept");
                return new OperatorCommand.Recover(id, Group(arguments), Actions[action], action == "accept");
            case "claim":
                return new OperatorCommand.Claim(id, Group(arguments));
            default:
                return new OperatorCommand.Retry(id, Group(arguments));
        }
    }

    private static int Group(Arguments arguments) => arguments.More ? arguments.Number("a group") : 0;
}
