using Beast.Quorum.Lab.Devices;
using Beast.Quorum.Lab.Runs;

namespace Beast.Quorum.Lab.Scenarios;

/// <summary>The quorum device fails on one node, then on both: roles are frozen, nothing stops.</summary>
internal sealed class DeviceLoss : Scenario
{
    private const int IoError = 5;

    public override string Name => "device-loss";

    public override string Story => "the quorum device fails on one node, on the other, then on both; nothing moves";

    public override bool NeedsFaultyDevice => true;

    public override Death? Run(LabPair pair, int round)
    {
        int owner = pair.Owner();
        Fail(pair, [owner]);
        NothingMoves(pair, owner, "the owner has lost the quorum device");
        Fail(pair, []);
        pair.AwaitReady(1 - owner, Patience);
        Fail(pair, [1 - owner]);
        NothingMoves(pair, owner, "the standby has lost the quorum device");
        Fail(pair, [0, 1]);
        NothingMoves(pair, owner, "both have lost the quorum device");
        Fail(pair, []);
        pair.AwaitReady(1 - owner, Patience);
        MustServe(pair, owner, "the quorum device is back");
        return null;
    }

    private static void Fail(LabPair pair, int[] nodes)
    {
        for (int node = 0; node < pair.Devices.Length; node++)
        {
            pair.Devices[node].Faults.Error = nodes.Contains(node) ? IoError : 0;
        }
    }
}

/// <summary>Requests to the quorum device hang on the owner, then on the standby, and end much later.</summary>
internal sealed class DeviceHang : Scenario
{
    public override string Name => "device-hang";

    public override string Story =>
        "the quorum device hangs on the owner, then on the standby, and recovers; nothing moves";

    public override bool NeedsFaultyDevice => true;

    public override Death? Run(LabPair pair, int round)
    {
        int owner = pair.Owner();
        foreach (int node in (int[])[owner, 1 - owner])
        {
            BlockFaults faults = pair.Devices[node].Faults;
            faults.IsHung = true;
            NothingMoves(pair, owner, $"the quorum device hangs on node {node}");
            faults.IsHung = false;
            pair.AwaitReady(1 - owner, Patience);
        }

        MustServe(pair, owner, "the quorum device answers again");
        return null;
    }
}

/// <summary>Two faults that together leave the owner no way to renew its lease.</summary>
internal sealed class DoubleFault : Scenario
{
    private const int IoError = 5;

    public override string Name => "double-fault";

    public override string Story =>
        "the interlink is cut and the owner loses the device: it gives up, the other takes over";

    public override bool NeedsFaultyDevice => true;

    public override int Takeovers => 1;

    public override Death? Run(LabPair pair, int round)
    {
        int owner = pair.Owner();
        pair.Timeline.Act($"the interlink is cut, and node {owner} loses the quorum device");
        pair.Interlink.IsCut = true;
        pair.HaLink.IsCut = true;
        pair.Devices[owner].Faults.Error = IoError;
        pair.AwaitServing(1 - owner, TakeoverBound(pair));
        pair.Timeline.Act("both faults are mended");
        pair.Devices[owner].Faults.Error = 0;
        pair.Interlink.IsCut = false;
        pair.HaLink.IsCut = false;
        if (!pair.Daemons[owner].Runs)
        {
            pair.PowerOn(owner);
        }

        pair.AwaitReady(owner, Patience);
        FailBack(pair, 1 - owner);
        return null;
    }
}
