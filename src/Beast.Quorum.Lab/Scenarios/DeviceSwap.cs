using Beast.Quorum.Core.Device;
using Beast.Quorum.Lab.Devices;
using Beast.Quorum.Lab.Nodes;
using Beast.Quorum.Lab.Runs;

namespace Beast.Quorum.Lab.Scenarios;

/// <summary>
/// The quorum device becomes another one, cannot be written, is slow, or hangs: on one node, on both, and another way
/// on each.
/// </summary>
internal sealed class DeviceSwap : Scenario
{
    private static readonly Fault Whole = new("is well", (_, _, device) =>
    {
        device.Faults.IsReadOnly = device.Faults.IsHung = false;
        device.Faults.Delay = TimeSpan.Zero;
        device.Exchange(null, unplugged: false);
    });

    private static readonly Fault ReadOnly = new(
        "cannot be written", (_, _, device) => device.Faults.IsReadOnly = true);

    private static readonly Fault Hung = new("hangs", (_, _, device) => device.Faults.IsHung = true);

    private static readonly Fault Slow = new(
        "takes a second more", (_, _, device) => device.Faults.Delay = TimeSpan.FromSeconds(1));

    private static readonly Fault Empty = new(
        "is an empty disk", (pair, node, device) => device.Exchange(EmptyDisk(pair, node), unplugged: false));

    private static readonly Fault Foreign = new(
        "is another cluster's", (pair, node, device) => device.Exchange(OtherCluster(pair, node), unplugged: false));

    private static readonly Fault ForeignAnew = new(
        "went and came back as another cluster's",
        (pair, node, device) => device.Exchange(OtherCluster(pair, node), unplugged: true));

    /// <summary>What happens to the owner's device and to the standby's; a round takes every third.</summary>
    private static readonly (Fault Owner, Fault Standby)[] Steps =
    [
        (ReadOnly, Empty), (ForeignAnew, Whole), (Hung, Hung),
        (Foreign, ReadOnly), (Empty, Empty), (Slow, ForeignAnew),
        (Whole, Foreign), (ReadOnly, ReadOnly), (Empty, Hung),
    ];

    private const int StepsInRound = 3;

    public override string Name => "device-swap";

    public override string Story =>
        "the quorum device is swapped, write-protected, slow, or hangs, on one node and on both; nothing moves";

    public override bool NeedsFaultyDevice => true;

    public override Death? Run(LabPair pair, int round)
    {
        int owner = pair.Owner();
        for (int step = 0; step < StepsInRound; step++)
        {
            (Fault ofOwner, Fault ofStandby) = Steps[((round * StepsInRound) + step) % Steps.Length];
            ofOwner.Apply(pair, owner, pair.Devices[owner]);
            ofStandby.Apply(pair, 1 - owner, pair.Devices[1 - owner]);
            NothingMoves(
                pair, owner, $"the owner's quorum device {ofOwner.Text}, the standby's {ofStandby.Text}");
            for (int node = 0; node < pair.Devices.Length; node++)
            {
                Whole.Apply(pair, node, pair.Devices[node]);
            }

            pair.AwaitReady(1 - owner, Patience);
        }

        MustServe(pair, owner, "the quorum device is itself again");
        return null;
    }

    /// <summary>A disk of the right size with nothing on it, one for each node.</summary>
    private static string EmptyDisk(LabPair pair, int node)
    {
        string path = Path.Combine(pair.Files.Node(node), "empty-disk");
        File.WriteAllBytes(path, new byte[DeviceLayout.SmallestBlocks * DeviceLayout.BlockSize]);
        return path;
    }

    /// <summary>The device of a cluster with the same key and another id, made by the program itself.</summary>
    private static string OtherCluster(LabPair pair, int node)
    {
        LabDirectory other = new(Path.Combine(pair.Files.Node(node), "other"));
        if (!File.Exists(other.QuorumFile))
        {
            other.Create();
            pair.InitialiseDevice(LabFiles.CopyConfiguration(pair.Files, other, node));
        }

        return other.QuorumFile;
    }

    private sealed record Fault(string Text, Action<LabPair, int, BlockServer> Apply);
}
