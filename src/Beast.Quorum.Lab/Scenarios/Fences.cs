using System.Globalization;
using Beast.Quorum.Lab.Clock;
using Beast.Quorum.Lab.Nodes;
using Beast.Quorum.Lab.Runs;
using Beast.Quorum.Platform.Processes;

namespace Beast.Quorum.Lab.Scenarios;

/// <summary>
/// An owner without watchdog freezes and is fenced by reservations; then an owner's keys are removed by hand.
/// </summary>
internal sealed class Fence : Scenario
{
    public override string Name => "fence";

    public override string Story =>
        "the owner freezes without a watchdog: reservations fence it, it can't write any more and resets itself";

    public override LabFencing Fencing => LabFencing.Reservations;

    public override int Takeovers => 2;

    public override Death? Run(LabPair pair, int round)
    {
        int owner = pair.Owner();
        Freeze(pair, owner);
        GoOn(pair, owner);
        BootAgain(pair, owner);
        TakeDisks(pair, 1 - owner);
        pair.AwaitDead(1 - owner, Patience);
        pair.AwaitServing(owner, TakeoverBound(pair));
        BootAgain(pair, 1 - owner);
        return null;
    }

    /// <summary>A node that reset itself boots; what its reset has not reached yet is gone first.</summary>
    private static void BootAgain(LabPair pair, int node)
    {
        pair.Nodes[node].PowerOff();
        ComeBack(pair, node);
    }

    private static void Freeze(LabPair pair, int owner)
    {
        long before = LabClock.Now;
        pair.Timeline.Act($"node {owner} freezes, kernel and daemon, and has no watchdog");
        pair.Nodes[owner].Control("pause-disks", "on");
        pair.Nodes[owner].FreezeHost(true);
        pair.Daemons[owner].Signal(Signals.Stop);
        pair.AwaitServing(1 - owner, TakeoverBound(pair));
        pair.Await("the takeover followed a fence", Patience,
            () => pair.Journals.Count("peer_fenced", before, 1 - owner) > 0);
    }

    private static void GoOn(LabPair pair, int owner)
    {
        pair.Timeline.Act($"the kernel of node {owner} goes on, its daemon does not: it may not write");
        pair.Nodes[owner].FreezeHost(false);
        pair.Nodes[owner].Control("pause-disks", "off");
        ToolAnswer write = pair.Nodes[owner].Control("write", LabFiles.Pool);
        if (write.Exit == 0)
        {
            throw new LabFailureException($"node {owner} was fenced and can still write to its disks");
        }

        MustServe(pair, 1 - owner, "the old owner's kernel is back");
        pair.Timeline.Act($"the daemon of node {owner} goes on");
        pair.Daemons[owner].Signal(Signals.Continue);
        pair.AwaitDead(owner, Patience);
    }

    /// <summary>As an administrator on the other node could: no daemon takes part in it.</summary>
    private static void TakeDisks(LabPair pair, int owner)
    {
        LabNode other = pair.Nodes[1 - owner];
        pair.Timeline.Act($"the keys of node {owner} are removed from the disks by hand");
        foreach (string disk in LabFencingText.Disks(LabFencing.Reservations))
        {
            // The first command after a node was fenced meets a unit attention, as on a real disk.
            ToolAnswer keys = other.Tool("camcontrol", "persist", disk, "-i", "read_keys");
            keys = keys.Exit == 0 ? keys : other.Tool("camcontrol", "persist", disk, "-i", "read_keys");
            string text = keys.Out.TrimEnd().Split(": ")[^1];
            if (!ulong.TryParse(
                text.Replace("0x", "", StringComparison.Ordinal), NumberStyles.AllowHexSpecifier,
                CultureInfo.InvariantCulture, out ulong key))
            {
                throw new LabFailureException($"disk {disk} carries no key of its owner: {keys.Out}");
            }

            string mine = string.Create(CultureInfo.InvariantCulture, $"0x{key ^ 1:x}");
            other.Tool("camcontrol", "persist", disk, "-o", "register_ignore", "-K", mine);
            ToolAnswer taken = other.Tool(
                "camcontrol", "persist", disk, "-v", "-o", "preempt", "-k", mine, "-K", text, "-T", "wr_ex_ro");
            if (taken.Exit != 0)
            {
                throw new LabFailureException($"disk {disk} could not be taken: {taken.Error}");
            }
        }
    }
}

/// <summary>The fencing command fails: once nothing may follow by itself, once the lease's end is waited for.</summary>
internal sealed class FenceFails : Scenario
{
    public override string Name => "fence-fails";

    public override string Story =>
        "the owner dies and fencing fails: hold waits for an operator, wait-lease for the end of the lease";

    public override LabFencing Fencing => LabFencing.Command;

    public override int Takeovers => 2;

    public override Death? Run(LabPair pair, int round)
    {
        int owner = pair.Owner();
        string off = LabFencingText.OffFile(pair.Files);
        Set(pair, 1 - owner, "hold");
        Hold(pair, owner, off);
        File.Delete(off);

        // Both survive their own rule only: the one that comes back is the one that takes over next.
        Set(pair, owner, "wait-lease");
        ComeBack(pair, owner);
        long before = LabClock.Now;
        pair.PowerOff(1 - owner);
        AwaitFailure(pair, owner, before);
        pair.AwaitServing(owner, TakeoverBound(pair));
        Set(pair, 1 - owner, "hold");
        ComeBack(pair, 1 - owner);
        return null;
    }

    private static void Hold(LabPair pair, int owner, string off)
    {
        int other = 1 - owner;
        long before = LabClock.Now;
        pair.PowerOff(owner);
        AwaitFailure(pair, other, before);
        pair.Timeline.Act("fencing failed, and the rule is hold: nothing may be taken over");
        pair.Pass(LongEnough(pair));
        if (pair.Journals.Count("takeover_begun", before) > 0)
        {
            throw new LabFailureException($"node {other} took over although fencing had failed");
        }

        pair.Timeline.Act("an operator sees that the peer is off, and says so: retry");
        File.WriteAllText(off, "");
        (bool ok, string text) = pair.Daemons[other].Order(
            $"{{\"version\":1,\"request\":\"retry\",\"group\":\"{LabFiles.Pool}\"}}", Patience);
        if (!ok)
        {
            throw new LabFailureException($"the retry was refused: {text}");
        }

        pair.AwaitServing(other, TakeoverBound(pair));
    }

    private static void AwaitFailure(LabPair pair, int node, long since) => pair.Await(
        $"node {node} alerts that fencing failed", TakeoverBound(pair),
        () => pair.Journals.Count("fencing_failed", since, node) > 0);

    private static void Set(LabPair pair, int node, string rule)
    {
        string path = LabFiles.Configuration(pair.Files, node);
        string text = File.ReadAllText(path);
        File.WriteAllText(path, string.Join('\n', text.Split('\n').Select(
            line => line.StartsWith("  on_failure:", StringComparison.Ordinal) ? "  on_failure: " + rule : line)));
    }
}
