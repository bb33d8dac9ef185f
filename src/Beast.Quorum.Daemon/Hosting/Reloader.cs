using System.Text.Json;
using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Machine;
using Beast.Quorum.Daemon.Adapters;
using Beast.Quorum.Daemon.Configuration;
using Beast.Quorum.Daemon.Events;
using Beast.Quorum.Daemon.Reporting;

namespace Beast.Quorum.Daemon.Hosting;

/// <summary>
/// SIGHUP: reads the configuration again, takes over what may change while the daemon runs (a group's policies) and
/// says
/// what may not. A file with a fault changes nothing.
/// </summary>
internal sealed class Reloader(string path, BeastqConfiguration current, OperatorDesk desk, Reporter reporter)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly Lock gate = new();
    private BeastqConfiguration inForce = current;

    /// <summary>Reloads, and tells in one sentence what came of it.</summary>
    public string Reload()
    {
        lock (gate)
        {
            ConfigurationResult result = ConfigurationFile.Load(path);
            if (!result.IsValid)
            {
                string faults = string.Join("; ", result.Faults.Take(5).Select(fault => fault.Describe(path)));
                reporter.Note(DaemonEvents.ReloadRefused, ("reason", faults));
                return $"refused, the old configuration stays: {faults}";
            }

            return Compare(TriggerCommands.Apply(result.Configuration));
        }
    }

    private string Compare(BeastqConfiguration wanted)
    {
        List<string> fixedKeys = DifferentKeys(WithoutPolicies(inForce), WithoutPolicies(wanted));
        bool sameGroups = !fixedKeys.Contains("groups");
        bool changed = DifferentKeys(inForce, wanted).Contains("groups") && sameGroups;
        if (changed)
        {
            (bool Ok, string Text)? answer = desk.Order(
                id => new OperatorCommand.Reconfigure(id, wanted.Groups), Patience);
            if (answer is not { Ok: true })
            {
                return $"the machine did not take it over: {answer?.Text ?? "no answer"}";
            }

            inForce = inForce with { Groups = wanted.Groups };
        }

        string taken = changed ? "groups" : "nothing";
        reporter.Note(DaemonEvents.Reloaded, ("keys", taken));
        if (fixedKeys.Count == 0)
        {
            return $"reloaded; changed: {taken}";
        }

        string keys = string.Join(", ", fixedKeys);
        reporter.Note(DaemonEvents.NotReloadable, ("keys", keys));
        return $"reloaded; changed: {taken}; only a restart changes: {keys}";
    }

    /// <summary>A group's policies are what may change; everything else makes up what the group is.</summary>
    private static BeastqConfiguration WithoutPolicies(BeastqConfiguration configuration) => configuration with
    {
        Groups = [.. configuration.Groups.Select(group => group with
        {
            Preferred = 0,
            Failback = FailbackPolicy.Manual,
            FailbackDelay = TimeSpan.Zero,
            OnServiceFailure = ServiceFailureRule.Handover,
            ScrubAfterTakeover = false,
            StepDeadline = TimeSpan.Zero,
        })],
    };

    private static List<string> DifferentKeys(BeastqConfiguration one, BeastqConfiguration other) =>
        [.. typeof(BeastqConfiguration).GetProperties()
            .Where(property => property.Name != "EqualityContract"
                && Text(property.GetValue(one)) != Text(property.GetValue(other)))
            .Select(property => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name))];

    private static string Text(object? value) => JsonSerializer.Serialize(value, value?.GetType() ?? typeof(object));
}
