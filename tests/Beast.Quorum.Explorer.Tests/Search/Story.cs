using Beast.Quorum.Explorer.Tests.Model;
using Beast.Quorum.Explorer.Tests.Moves;

namespace Beast.Quorum.Explorer.Tests.Search;

/// <summary>Tells how a state was reached: the time, what happened, and both nodes after it.</summary>
internal sealed class Story(StateStore store, Protocol protocol)
{
    public IEnumerable<string> To(int state)
    {
        List<int> way = [];
        for (int at = state; at >= 0; at = store.ParentOf(at))
        {
            way.Add(at);
        }

        way.Reverse();
        World world = Packing.Unpack(store[way[0]]);
        int time = 0;
        yield return Line(time, "beginning, interlink " + world.Link.ToString().ToLowerInvariant(), world);
        foreach (int next in way.Skip(1))
        {
            Step step = StepBetween(world, store[next]);
            world = Packing.Unpack(store[next]);
            time += step.Kind is StepKind.Tick or StepKind.TickThatAClockLoses ? 1 : 0;
            yield return Line(time, Text(step), world);
        }

        if (world.IsViolation)
        {
            yield return "VIOLATION: " + (world.BothServe ? "both nodes serve" : "an epoch came again or went back");
        }
    }

    private Step StepBetween(in World world, Packed next)
    {
        Successors all = new();
        protocol.Expand(world, all);
        for (int at = 0; at < all.Count; at++)
        {
            if (protocol.Normalise(all.WorldAt(at)) == next)
            {
                return all.StepAt(at);
            }
        }

        throw new InvalidOperationException("a stored state does not follow from the one that it was found from");
    }

    private static string Line(int time, string what, in World world) =>
        $"t={time,2}  {what,-46} | {Text(world.Nodes[0], 0)} | {Text(world.Nodes[1], 1)}";

    private static string Text(in Node node, int self)
    {
        string daemon = node.Daemon == Daemon.Running ? "" : node.Daemon.ToString().ToLowerInvariant() + " ";
        string phase = node.Daemon switch
        {
            Daemon.Off => "",
            Daemon.Dead => node.Serves ? $"serving {node.Epoch}" : "",
            _ => node.Phase.ToString().ToLowerInvariant() + (node.Epoch > 0 ? $" {node.Epoch}" : ""),
        };
        string lease = node.Leases && node.Daemon != Daemon.Dead ? $" lease {node.Lease}" : "";
        string silence = node.Phase is Phase.Standby or Phase.Claiming or Phase.Owning && node.Daemon != Daemon.Off
            ? $" silence {node.Silence}"
            : "";
        string watchdog = node.Watchdog == Node.Unarmed ? "" : $" watchdog {node.Watchdog}";
        string hung = node.Write == WriteState.Hung ? $" {node.Sent} hangs" : "";
        return $"{self}: {daemon}{phase}{lease}{silence}{watchdog}{hung}" + (node.Blind ? " blind" : "");
    }

    private static string Text(Step step) => step.Kind switch
    {
        StepKind.Tick => "a tick",
        StepKind.TickThatAClockLoses => $"a tick that the clock of node {step.Node} loses",
        StepKind.CutLink => "the interlink is cut",
        StepKind.CutLinkWithRecordOnItsWay => $"the interlink is cut, a record to node {step.Node} on its way",
        StepKind.RestoreLink => "the interlink is back",
        StepKind.LateRecordArrives => $"the late record arrives at node {step.Node}",
        StepKind.Claim => $"node {step.Node} decides to claim",
        StepKind.Write => $"node {step.Node} writes",
        StepKind.WriteHangs => $"node {step.Node} writes, and the write hangs",
        StepKind.WriteIntoBadBlock => $"node {step.Node} writes a block that the peer can't read",
        StepKind.Read => $"node {step.Node} reads",
        StepKind.HungWriteLands => $"the hung write of node {step.Node} lands",
        StepKind.HungWriteFails => $"the hung write of node {step.Node} fails",
        StepKind.FirstCommand => $"node {step.Node} is to start the first command",
        StepKind.Arm => $"node {step.Node} arms its watchdog",
        StepKind.DemotionEnds => $"node {step.Node} has stopped serving",
        StepKind.SelfFence => $"node {step.Node} resets its host",
        StepKind.WatchdogResets => $"the watchdog resets node {step.Node}",
        StepKind.Pause => $"the daemon of node {step.Node} pauses",
        StepKind.PauseBeforePat => $"the daemon of node {step.Node} pauses before a pat",
        StepKind.LatePatLands => $"the late pat of node {step.Node} reaches the driver",
        StepKind.Resume => $"the daemon of node {step.Node} goes on",
        StepKind.Kill => $"the daemon of node {step.Node} is killed",
        StepKind.StartDaemon => $"a new daemon of node {step.Node} starts",
        StepKind.PowerLoss => $"node {step.Node} loses power",
        StepKind.Boot => $"node {step.Node} is up again",
        StepKind.GoBlind => $"node {step.Node} can't read the newest blocks",
        StepKind.SeeAgain => $"node {step.Node} reads all blocks again",
        StepKind.PlanRestart => $"a restart of node {step.Node} is ordered",
        StepKind.ExitForRestart => $"the daemon of node {step.Node} exits for its restart",
        _ => step.ToString(),
    };
}
