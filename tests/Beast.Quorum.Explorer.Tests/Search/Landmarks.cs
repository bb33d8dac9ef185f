using Beast.Quorum.Explorer.Tests.Model;
using Beast.Quorum.Explorer.Tests.Moves;

namespace Beast.Quorum.Explorer.Tests.Search;

/// <summary>What a model must be able to reach, or its silence about violations says nothing.</summary>
internal sealed class Landmarks
{
    private readonly HashSet<string> reached = [];

    public IReadOnlySet<string> Reached => reached;

    /// <summary>All names that can be reached.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "node 0 serves again", "node 1 serves", "takeover after the owner's host died", "takeover after a demotion",
        "takeover beside a paused daemon", "group adopted by a new daemon", "adopted after a planned restart",
        "claim withdrawn by a sign of life", "own withdrawn by a sign of life", "late own write of a withdrawn claim",
        "late record renewed a lease", "both claim", "lease lost, demoted in time", "everybody down",
    ];

    public void Look(in World before, Step step, in World after)
    {
        for (int self = 0; self < 2; self++)
        {
            LookAtNode(before, step, after, self);
        }

        Note("both claim", IsIn(after, 0, Phase.Claiming) && IsIn(after, 1, Phase.Claiming));
        Note("everybody down", after.Nodes[0].Daemon == Daemon.Off && after.Nodes[1].Daemon == Daemon.Off);
    }

    private void LookAtNode(in World before, Step step, in World after, int self)
    {
        ref readonly Node was = ref before.Nodes[self];
        ref readonly Node node = ref after.Nodes[self];
        ref readonly Node peer = ref after.Nodes[1 - self];
        if (!was.Serves && node.Serves)
        {
            Note(self == 0 ? "node 0 serves again" : "node 1 serves", true);
            Note("takeover after the owner's host died", node.Seen.Role == Role.Own && peer.Daemon == Daemon.Off);
            Note("takeover after a demotion", node.Seen.Role == Role.Free && before.Nodes[1 - self].LastOwned > 2);
            Note("takeover beside a paused daemon", node.Seen.Role == Role.Own && peer.Daemon == Daemon.Paused);
        }

        bool adopted = was.Phase == Phase.Adopting && node.Phase == Phase.Serving && node.IsRunning;
        bool withdrawn = node.Phase == Phase.Standby && node.Seen.Role == Role.Own && node.Silence == 0;
        Note("group adopted by a new daemon", adopted);
        Note("adopted after a planned restart", adopted && was.Stopping);
        Note("claim withdrawn by a sign of life", was.Phase == Phase.Claiming && withdrawn);
        Note("own withdrawn by a sign of life", was.Phase == Phase.Owning && withdrawn);
        Note("late own write of a withdrawn claim", step == new Step(StepKind.HungWriteLands, self)
            && was.Phase == Phase.Standby && was.Sent.Role == Role.Own);
        Note("late record renewed a lease", step.Kind == StepKind.LateRecordArrives && node.Lease > was.Lease);
        Note("lease lost, demoted in time", step == new Step(StepKind.DemotionEnds, self));
    }

    private void Note(string name, bool holds)
    {
        if (holds)
        {
            reached.Add(name);
        }
    }

    private static bool IsIn(in World world, int self, Phase phase) =>
        world.Nodes[self].IsRunning && world.Nodes[self].Phase == phase;
}
