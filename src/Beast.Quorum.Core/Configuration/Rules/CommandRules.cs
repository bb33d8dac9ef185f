namespace Beast.Quorum.Core.Configuration.Rules;

/// <summary>The system's programs and the trigger.</summary>
internal static class CommandRules
{
    public static void Check(BeastqConfiguration configuration, RuleFaults faults)
    {
        CommandsConfiguration commands = configuration.Commands;
        Words.Command(commands.Zpool, "commands.zpool", faults);
        Words.Command(commands.Zfs, "commands.zfs", faults);
        Words.Command(commands.Sysctl, "commands.sysctl", faults);
        Words.Command(commands.Ctladm, "commands.ctladm", faults);
        Words.Command(commands.Service, "commands.service", faults);
        Words.Command(commands.Gmultipath, "commands.gmultipath", faults);
        Words.Command(commands.Iscsictl, "commands.iscsictl", faults);
        Words.Command(commands.Camcontrol, "commands.camcontrol", faults);
        Words.Command(commands.SgPersist, "commands.sg_persist", faults);
        if (configuration.Trigger is not null)
        {
            Words.Command(configuration.Trigger, "trigger", faults);
        }
    }
}
