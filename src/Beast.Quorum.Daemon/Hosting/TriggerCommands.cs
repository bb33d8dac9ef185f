using System.Globalization;
using Beast.Quorum.Core.Configuration;

namespace Beast.Quorum.Daemon.Hosting;

/// <summary>
/// A <c>custom</c> group without commands of its own is served by the trigger, as the original BQ's users wrote it:
/// what
/// their script does for a dead peer becomes a step of the takeover plan, under the lease and with a deadline.
/// </summary>
internal static class TriggerCommands
{
    public static BeastqConfiguration Apply(BeastqConfiguration configuration)
    {
        if (configuration.Trigger is not { Count: > 0 } trigger)
        {
            return configuration;
        }

        string own = configuration.Node.ToString(CultureInfo.InvariantCulture);
        string peer = (1 - configuration.Node).ToString(CultureInfo.InvariantCulture);
        return configuration with
        {
            Groups = [.. configuration.Groups.Select(group => Served(group)
                ? group with
                {
                    Custom = group.Custom with
                    {
                        Takeover = [[.. trigger, own, peer, "dead"]],
                        Rejoin = [[.. trigger, own, own, "alive"]],
                    },
                }
                : group)],
        };
    }

    /// <summary>Whether the trigger is the plans' command, and not only told.</summary>
    public static bool Served(GroupConfiguration group) =>
        group.Profile == StorageProfile.Custom && group.Custom.Takeover.Count == 0;
}
