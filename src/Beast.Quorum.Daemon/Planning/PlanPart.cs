using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Plans;

namespace Beast.Quorum.Daemon.Planning;

/// <summary>A plan, and the node that runs it.</summary>
/// <param name="Group">The group.</param>
/// <param name="Node">Who runs it.</param>
/// <param name="Plan">The plan.</param>
internal sealed record PlanPart(GroupConfiguration Group, int Node, Plan Plan)
{
    /// <summary>The word for a failback: the plans of both nodes that bring a group home.</summary>
    public const string Failback = "failback";

    /// <summary>What can be planned.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Enum.GetNames<Transition>().Select(name => name.ToLowerInvariant()), Failback];

    /// <summary>The plans behind a word, in the order in which they run.</summary>
    public static IReadOnlyList<PlanPart> Of(BeastqConfiguration configuration, GroupConfiguration group, string word)
    {
        if (word != Failback)
        {
            return [Part(configuration.Node, Enum.Parse<Transition>(word, ignoreCase: true))];
        }

        int home = group.Preferred;
        return
        [
            Part(1 - home, Transition.Release), Part(home, Transition.Takeover), Part(1 - home, Transition.Rejoin),
        ];

        PlanPart Part(int node, Transition transition) => new(group, node, PlanBuilder.Build(
            group, transition, configuration.Fencing.Reservations is not null));
    }
}
