using System.Globalization;
using Beast.Quorum.Core.Machine;

namespace Beast.Quorum.Simulation.Pair;

/// <summary>Writes down everything that happens, in the order of virtual time: a line an event.</summary>
internal sealed class WorldTrace(World world, TextWriter writer)
{
    public void Line(int node, string what) =>
        writer.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{world.Now.TotalMilliseconds,12:0.000} node {node} {what}"));

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
            .Select(group => group.Phase.ToString()));
        Line(node, $"  {e.Kind} {(e.Ok ? "ok" : "")} [{roles}] -> {string.Join(", ", effects)}");
    }
}
