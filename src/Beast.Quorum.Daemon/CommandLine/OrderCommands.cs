using System.CommandLine;
using Beast.Quorum.Daemon.Control;

namespace Beast.Quorum.Daemon.CommandLine;

/// <summary><c>beastq stop</c>, <c>reload</c>, <c>claim</c> and <c>retry</c>.</summary>
internal static class OrderCommands
{
    public static Command Stop()
    {
        Option<bool> force = CommonOptions.Force();
        Command command = new("stop", "Hand over or give up what is served here, then end the daemon.") { force };
        command.SetAction(result => Orders.Give(
            new Surroundings(result),
            new ControlRequest { Request = ControlRequests.Stop, Force = result.GetValue(force) },
            Orders.Long));
        return command;
    }

    public static Command Reload()
    {
        Command command = new("reload", "Read the configuration again; what cannot change without a restart is named.");
        command.SetAction(result => Orders.Give(
            new Surroundings(result), new ControlRequest { Request = ControlRequests.Reload }, ControlClient.Quick));
        return command;
    }

    public static Command Claim()
    {
        Argument<string> group = CommonOptions.Group("the group to claim");
        Option<bool> yes = new("--yes") { Description = "I made sure that the peer does not serve it" };
        Command command = new("claim", "Let this node claim a group again after its register was wiped.")
        {
            group, yes,
        };
        command.Validators.Add(result =>
        {
            if (!result.GetValue(yes))
            {
                result.AddError("this node has lost its memory of epochs: make sure that the device is the right "
                    + "one and that the peer does not serve the group, then add --yes");
            }
        });
        command.SetAction(result => Orders.Give(
            new Surroundings(result),
            new ControlRequest { Request = ControlRequests.Claim, Group = result.GetValue(group) },
            ControlClient.Quick));
        return command;
    }

    public static Command Retry()
    {
        Argument<string> group = CommonOptions.Group("the group to take over again");
        Command command = new("retry", "Forget that a takeover of a group, or fencing, failed here.") { group };
        command.SetAction(result => Orders.Give(
            new Surroundings(result),
            new ControlRequest { Request = ControlRequests.Retry, Group = result.GetValue(group) },
            ControlClient.Quick));
        return command;
    }
}
