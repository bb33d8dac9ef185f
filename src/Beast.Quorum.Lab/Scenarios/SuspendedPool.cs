using Beast.Quorum.Lab.Releases;
using Beast.Quorum.Lab.Runs;

namespace Beast.Quorum.Lab.Scenarios;

/// <summary>
/// The owner's disks answer nothing any more: writes wait in its kernel, and so does the export. All that helps is its
/// reset, and the other's disks are well.
/// </summary>
internal sealed class SuspendedPool : Scenario
{
    public override string Name => "suspended-pool";

    public override string Story =>
        "the owner's pool is suspended and cannot be exported: it resets its host, the other takes over";

    public override int Takeovers => 1;

    public override LabLayout Layout => LabLayout.One with { StepDeadline = "2s" };

    // illumos ZFS lists a suspended pool as ONLINE.
    public override SystemRelease? Release => SystemRelease.Usual;

    public override Death? Run(LabPair pair, int round)
    {
        int owner = pair.Owner();
        pair.Timeline.Act($"the disks of node {owner} answer nothing any more: its pool is suspended");
        pair.Order(owner, "suspend", LabFiles.Pool);
        pair.AwaitDead(owner, Patience);
        pair.AwaitServing(1 - owner, TakeoverBound(pair));
        ComeBack(pair, owner);
        return null;
    }
}
