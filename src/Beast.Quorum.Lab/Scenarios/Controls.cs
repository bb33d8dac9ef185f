using Beast.Quorum.Lab.Runs;

namespace Beast.Quorum.Lab.Scenarios;

/// <summary>A control: both hosts are forced to serve. The verdict must be fail.</summary>
internal sealed class ControlDoubleServing : Scenario
{
    public override string Name => "control-double-serving";

    public override string Story => "control: both hosts are forced to serve; the verdict must be fail";

    public override bool IsControl => true;

    public override Death? Run(LabPair pair, int round)
    {
        int owner = pair.Owner();
        pair.Nodes[1 - owner].Control("force-serve", LabFiles.Pool);

        // The daemon of the standby sees the import and resets its host, as it must; the lab must have seen both serve.
        pair.Pass(TimeSpan.FromSeconds(1));
        return null;
    }
}

/// <summary>A control: a host acknowledges a write that it drops. The verdict must be fail.</summary>
internal sealed class ControlLostWrite : Scenario
{
    public override string Name => "control-lost-write";

    public override string Story => "control: a host acknowledges writes and drops them; the verdict must be fail";

    public override bool IsControl => true;

    public override Death? Run(LabPair pair, int round)
    {
        pair.Nodes[pair.Owner()].Control("drop-writes", "3");
        pair.Pass(TimeSpan.FromSeconds(1));
        return null;
    }
}

/// <summary>A control: a host answers a read with what the block held before. The verdict must be fail.</summary>
internal sealed class ControlStaleRead : Scenario
{
    public override string Name => "control-stale-read";

    public override string Story => "control: a host answers reads with old data; the verdict must be fail";

    public override bool IsControl => true;

    public override Death? Run(LabPair pair, int round)
    {
        // Every block must have been written twice for an old version of it to exist.
        pair.Pass(TimeSpan.FromSeconds(8));
        pair.Nodes[pair.Owner()].Control("stale-reads", "20");
        pair.Pass(TimeSpan.FromSeconds(3));
        return null;
    }
}
