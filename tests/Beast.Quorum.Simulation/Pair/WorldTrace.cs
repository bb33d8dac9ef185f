using System.Globalization;
using Beast.Quorum.Core.Machine;

namespace Beast.Quorum.Simulation.Pair;

/// <summary>Writes down everything that happens, in the order of virtual time: a line an event.</summary>
internal sealed class WorldTrace(World world, TextWriter writer)
{
    public void Line(int node, string what) =>
        writer.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{world.Now.TotalMilliseconds,12:0.000} node {node} {what}"));

    /// <summary>What the wires alone prove to be left of the lease.</summary>
    private TimeSpan Proved(int node, int group) =>
        world.Checker.Lease.Until(node, group) - world.Hosts[node].Clock;

    public void Step(int node, in NodeEvent e, in StepResult result)
    {
        List<string> effects = [];
        foreach (Effect effect in result.Effects)
        {
            if (effect.Kind != EffectKind.Report)
            {
                effects.Add(effect.Payload is null ? $"{effect.Kind}" : $"{effect.Kind}({effect.Payload})");
            }
        }

        string roles = string.Join(' ', SnapshotBuilder.Build(result.State, world.Hosts[node].Clock).Groups
            .Select((group, index) => group.LeaseLeft is { } left
                ? $"{group.Phase} {left.TotalMilliseconds:0}/{Proved(node, index).TotalMilliseconds:0} ms"
                : group.Phase.ToString()));
        Line(node, $"  {e.Kind} {(e.Ok ? "ok" : "")} [{roles}] -> {string.Join(", ", effects)}");
    }
}
