using System.CommandLine;
using Beast.Quorum.Daemon.Control;

namespace Beast.Quorum.Daemon.CommandLine;

/// <summary><c>beastq switchover</c> and <c>failback</c>.</summary>
internal static class MoveCommands
{
    public static Command Switchover()
    {
        Argument<string> group = CommonOptions.Group("the group to move");
        Option<int?> to = new("--to")
        {
            Description = "the node that is to own it, 0 or 1 (default: the other one)",
            HelpName = "N",
            CustomParser = CommonOptions.Node,
        };
        Option<bool> force = CommonOptions.Force();
        Command command = new("switchover", "Move a group to the other node, planned.") { group, to, force };
        command.SetAction(result => Orders.Give(
            new Surroundings(result),
            new ControlRequest
            {
                Request = ControlRequests.Switchover,
                Group = result.GetValue(group),
                Target = result.GetValue(to),
                Force = result.GetValue(force),
            },
            Orders.Long));
        return command;
    }

    public static Command Failback()
    {
        Argument<string> group = CommonOptions.Group("the group to move home");
        Option<bool> force = CommonOptions.Force();
        Command command = new("failback", "Move a group to its preferred node.") { group, force };
        command.SetAction(result => Orders.Give(
            new Surroundings(result),
            new ControlRequest
            {
                Request = ControlRequests.Failback,
                Group = result.GetValue(group),
                Force = result.GetValue(force),
            },
            Orders.Long));
        return command;
    }
}
