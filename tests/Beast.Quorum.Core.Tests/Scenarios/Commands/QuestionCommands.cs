using System.Numerics;
using Beast.Quorum.Core.Device;
using Beast.Quorum.Core.Machine;
using Beast.Quorum.Core.Records;
using Beast.Quorum.Simulation.Pair;

namespace Beast.Quorum.Core.Tests.Scenarios.Commands;

/// <summary>
/// What prints: <c>decisions [N]</c>, <c>roles</c>, <c>who</c>, <c>offs</c>, <c>answers</c>, <c>status N</c>,
/// <c>takeovers</c>, <c>fences</c>, <c>watchdogs</c>, <c>ring N</c>. The first three lists go on where they last ended.
/// </summary>
internal static class QuestionCommands
{
    public static void AddTo(Dictionary<string, Action<Arguments>> commands, Stage stage)
    {
        commands["decisions"] = arguments => Decisions(stage, arguments.More ? arguments.Node() : null);
        commands["roles"] = _ => Roles(stage);
        commands["who"] = _ => Who(stage);
        commands["offs"] = _ => Offs(stage);
        commands["answers"] = _ => Answers(stage);
        commands["status"] = arguments => StatusLine.Print(stage, arguments.Node());
        commands["takeovers"] = _ => Takeovers(stage);
        commands["fences"] = _ => stage.Print($"fences: {stage.World.Fences}");
        commands["watchdogs"] = _ => Watchdogs(stage);
        commands["ring"] = arguments => Ring(stage, arguments.Node());
    }

    /// <summary>Of two nodes that decide within half a second, node 0 comes first.</summary>
    private static void Decisions(Stage stage, int? node)
    {
        (TimeSpan At, int Node, Decision What)[] all = [.. stage.World.Decisions];
        (TimeSpan At, int Node, Decision What)[] fresh = [.. all.Skip(stage.DecisionsShown)
            .Where(decided => node is null || decided.Node == node)];
        stage.DecisionsShown = all.Length;
        foreach ((TimeSpan at, int by, Decision what) in fresh
            .OrderBy(decided => Math.Round((decided.At - stage.Origin).TotalSeconds * 2))
            .ThenBy(decided => decided.Node))
        {
            stage.Print($"{stage.Since(at),6}  node {by}  {Say(stage, what)}");
        }

        PrintNone(stage, fresh.Length, "no decision");
    }

    private static string Say(Stage stage, Decision decision)
    {
        Type type = decision.GetType();
        string group = decision is Decision.OfGroup of && stage.World.Options.Groups > 1 ? $" g{of.Group}" : "";
        string epoch = type.GetProperty("Epoch")?.GetValue(decision) is uint number ? $" epoch {number}" : "";
        string on = decision is Decision.SetMaintenance set ? set.On ? " on" : " off" : "";
        string step = decision is Decision.StepFailed failed ? $" {failed.Step}" : "";
        string said = $"{Rounding.Words(type.Name)}{group}{epoch}{on}{step}";
        return $"{said}: {stage.Reason(decision.Reason)}";
    }

    private static void Roles(Stage stage)
    {
        World world = stage.World;
        for (int group = 0; group < world.Options.Groups; group++)
        {
            string name = world.Options.Groups > 1 ? $"g{group} " : "";
            foreach (Host host in world.Hosts)
            {
                RingView ring = RegisterCommands.Newest(world, host.Id);
                GroupEntry entry = ring.HasRecord ? ring.Newest.Find(group) : default;
                string register = !ring.HasRecord ? "unreadable" : ring.Newest.IsEmpty ? "empty" : Show(entry);
                stage.Print($"{name}node {host.Id}: {Role(host, group)}; register: {register}");
            }
        }
    }

    private static string Role(Host host, int group)
    {
        if (!host.On)
        {
            return "host off";
        }

        if (host.Daemon is not { Alive: true } daemon)
        {
            return "no daemon";
        }

        NodeSnapshot shown = daemon.Snapshot;
        GroupSnapshot of = shown.Groups[group];
        return shown.Wiped ? "wiped, says nothing"
            : !shown.Started || of.Role == GroupRole.Unknown ? "says nothing"
            : $"says {Show(new GroupEntry { Role = of.Role, Epoch = of.Epoch })}";
    }

    private static string Show(GroupEntry entry) => entry.Role switch
    {
        GroupRole.Unknown => "nothing",
        GroupRole.None => "none",
        _ => $"{entry.Role.ToString().ToLowerInvariant()} {entry.Epoch}",
    };

    private static void Who(Stage stage)
    {
        World world = stage.World;
        for (int group = 0; group < world.Options.Groups; group++)
        {
            string name = world.Options.Groups > 1 ? $"g{group}: " : "";
            int[] serving = [.. world.Hosts.Where(host => world.Serves(host.Id, group)).Select(host => host.Id)];
            stage.Print(serving.Length == 0 ? $"{name}nobody serves" : $"{name}node {serving.Single()} serves");
        }
    }

    private static void Offs(Stage stage)
    {
        (TimeSpan At, int Node, string Reason)[] fresh = [.. stage.World.Offs.Skip(stage.OffsShown)];
        stage.OffsShown = stage.World.Offs.Count;
        foreach ((TimeSpan at, int node, string reason) in fresh)
        {
            stage.Print($"{stage.Since(at),6}  node {node}  goes off: {reason}");
        }

        PrintNone(stage, fresh.Length, "nobody went off");
    }

    private static void Answers(Stage stage)
    {
        (int Node, long Order, bool Ok, string Text)[] fresh = [.. stage.World.Answers.Skip(stage.AnswersShown)];
        stage.AnswersShown = stage.World.Answers.Count;
        foreach ((int node, long order, bool ok, string text) in fresh)
        {
            string verdict = ok ? "done" : "refused or failed";
            stage.Print($"node {node}  {stage.Orders[order]}: {verdict}: {stage.Reason(text)}");
        }

        PrintNone(stage, fresh.Length, "no answer");
    }

    private static void Takeovers(Stage stage)
    {
        foreach ((TimeSpan at, int node, int group, uint epoch, bool _) in stage.World.Checker.Takeovers
            .Where(takeover => takeover.At >= stage.Origin))
        {
            string name = stage.World.Options.Groups > 1 ? $" of g{group}" : "";
            stage.Print($"{stage.Since(at),6}  node {node}  first command{name} at epoch {epoch}");
        }
    }

    private static void Watchdogs(Stage stage)
    {
        foreach (Host host in stage.World.Hosts)
        {
            string timeout = Beast.Quorum.Core.Time.TimingProof.Show(host.WatchdogTimeout);
            stage.Print($"node {host.Id}: {(host.WatchdogArmed ? $"armed, {timeout}" : "not armed")}");
        }
    }

    /// <summary>In order: each block but one holds the record before that of the block behind it.</summary>
    private static void Ring(Stage stage, int node)
    {
        RingView ring = RegisterCommands.Newest(stage.World, node);
        int valid = DeviceLayout.RingBlocks - BitOperations.PopCount((uint)ring.InvalidMask);
        ulong[] sequences = RegisterCommands.Sequences(stage.World, node);
        int descents = Enumerable.Range(0, sequences.Length)
            .Count(block => sequences[(block + 1) % sequences.Length] < sequences[block]);
        string order = descents <= 1 ? "in order" : "out of order";
        stage.Print($"node {node}: generation {ring.Newest.Sequence >> 32}, {valid} valid blocks, {order}");
    }

    private static void PrintNone(Stage stage, int count, string text)
    {
        if (count == 0)
        {
            stage.Print(text);
        }
    }
}
