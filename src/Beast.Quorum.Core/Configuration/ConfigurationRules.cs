using Beast.Quorum.Core.Configuration.Rules;

namespace Beast.Quorum.Core.Configuration;

/// <summary>
/// What must hold in a configuration beyond the types of its values, within one setting and between several.
/// </summary>
public static class ConfigurationRules
{
    /// <summary>Checks every rule; an empty list means that the daemon may start with this configuration.</summary>
    /// <param name="configuration">The configuration, with its defaults filled in.</param>
    public static IReadOnlyList<RuleFault> Check(BeastqConfiguration configuration)
    {
        RuleFaults faults = new();
        NodeRules.Check(configuration, faults);
        InterlinkRules.Check(configuration.Interlinks, faults);
        TimingRules.Check(configuration, faults);
        GuardRules.Check(configuration, faults);
        CommandRules.Check(configuration, faults);
        GroupListRules.Check(configuration.Groups, faults);
        bool hasTrigger = configuration.Trigger is not null;
        for (int index = 0; index < configuration.Groups.Count; index++)
        {
            GroupRules.Check(configuration.Groups[index], $"groups[{index}]", hasTrigger, faults);
        }

        return faults.All;
    }
}
