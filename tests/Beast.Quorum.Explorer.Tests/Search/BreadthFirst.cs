using Beast.Quorum.Explorer.Tests.Model;
using Beast.Quorum.Explorer.Tests.Moves;

namespace Beast.Quorum.Explorer.Tests.Search;

/// <summary>
/// Breadth first from the beginnings through everything that can happen, so the first violation is a shortest one.
/// </summary>
internal sealed class BreadthFirst(Setup setup)
{
    private readonly Protocol protocol = new(setup);
    private readonly StateStore store = new();
    private readonly Successors successors = new();
    private readonly Landmarks landmarks = new();
    private readonly long[] steps = new long[Enum.GetValues<StepKind>().Length];
    private long transitions;

    public Exploration Run()
    {
        foreach (World beginning in Beginnings.Of(setup))
        {
            store.Add(protocol.Normalise(beginning), parent: -1);
        }

        int violation = -1;
        int depth = 0;
        int levelEnd = store.Count;
        for (int state = 0; state < store.Count && violation < 0; state++)
        {
            if (state == levelEnd)
            {
                depth++;
                levelEnd = store.Count;
            }

            violation = ExpandState(state);
        }

        return Report(violation, depth);
    }

    // The number of a state that breaks the property, or -1.
    private int ExpandState(int state)
    {
        World world = Packing.Unpack(store[state]);
        protocol.Expand(world, successors);
        if (successors.Count == 0)
        {
            throw new InvalidOperationException(
                "the model is stuck:\n" + string.Join('\n', new Story(store, protocol).To(state)));
        }

        transitions += successors.Count;
        for (int at = 0; at < successors.Count; at++)
        {
            ref readonly World next = ref successors.WorldAt(at);
            steps[(int)successors.StepAt(at).Kind]++;
            if (!store.Add(protocol.Normalise(next), state))
            {
                continue;
            }

            landmarks.Look(world, successors.StepAt(at), next);
            if (next.IsViolation)
            {
                return store.Count - 1;
            }
        }

        return store.Count <= setup.MostStates
            ? -1
            : throw new InvalidOperationException($"more than {setup.MostStates} states: lower the number of faults");
    }

    private Exploration Report(int violation, int depth) => new()
    {
        States = store.Count,
        Transitions = transitions,
        Depth = depth,
        Steps = Enum.GetValues<StepKind>().ToDictionary(kind => kind, kind => steps[(int)kind]),
        Reached = landmarks.Reached,
        Counterexample = violation < 0 ? [] : [.. new Story(store, protocol).To(violation)],
    };
}
