using Beast.Quorum.Lab.Clock;
using Beast.Quorum.Lab.Pools;
using Beast.Quorum.Lab.Records;
using Beast.Quorum.Lab.Runs;

namespace Beast.Quorum.Lab.Scenarios;

/// <summary>
/// Somebody imports the pool on the standby while the owner serves it. An export there would write old state over
/// acknowledged data: the standby must reset its host.
/// </summary>
internal sealed class StaleImport : Scenario
{
    public override string Name => "stale-import";

    public override string Story =>
        "somebody imports the pool on the standby: it resets its host, never exports, and the owner's data is intact";

    public override Death? Run(LabPair pair, int round)
    {
        int owner = pair.Owner(), standby = 1 - owner;
        LabGroup group = pair.Layout.Groups[0];
        long start = LabClock.Now;
        pair.ForceImport(standby, group);
        pair.AwaitDead(standby, Patience);
        MustServe(pair, owner, "the standby has reset itself");
        if (CommandRecord.Load(pair.Files.CommandLog(standby)).FirstOrDefault(command => command.Started > start
            && command.Command.StartsWith("zpool export", StringComparison.Ordinal)) is { } export)
        {
            throw new LabFailureException($"node {standby} ran '{export.Command}', which writes stale state");
        }

        if (new PoolStore(pair.Files.Pools).Label(group.Name) is not { Damaged: false })
        {
            throw new LabFailureException("the pool's metadata is destroyed");
        }

        // Whatever the reset has not reached yet goes before the new start.
        pair.PowerOff(standby);
        ComeBack(pair, standby);
        // What the owner wrote must be there for the other too.
        FailBack(pair, owner);
        return null;
    }
}
