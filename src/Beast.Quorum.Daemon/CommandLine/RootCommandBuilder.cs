using System.CommandLine;
using System.CommandLine.Help;

namespace Beast.Quorum.Daemon.CommandLine;

/// <summary>Puts the commands together.</summary>
internal static class RootCommandBuilder
{
    public static RootCommand Build()
    {
        RootCommand root = new("Quorum and failover for a pair of storage controllers.");
        root.Options.Add(CommonOptions.Config);
        root.Options.Add(CommonOptions.Socket);
        Command[] commands =
        [
            DaemonCommand.Build(), StatusCommand.Build(), DeviceCommands.Build(), KeyCommand.Build(),
            ConfigCommands.Build(), PlanCommand.Build(), MoveCommands.Switchover(), MoveCommands.Failback(),
            MaintenanceCommand.Build(), RestartCommand.Build(), OrderCommands.Stop(), OrderCommands.Reload(),
            OrderCommands.Claim(), OrderCommands.Retry(), FenceCommand.Build(), RecoverCommand.Build(),
            EventsCommand.Build(), LabCommand.Build(), DoctorCommand.Build(), CompletionCommand.Build(),
        ];
        foreach (Command command in commands)
        {
            root.Subcommands.Add(command);
        }

        HelpOption help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
        return root;
    }
}
