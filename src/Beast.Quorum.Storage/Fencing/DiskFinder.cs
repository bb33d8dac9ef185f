using System.Collections.Concurrent;
using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Storage.Calls;
using Beast.Quorum.Storage.Text;
using Beast.Quorum.Storage.Zfs;

namespace Beast.Quorum.Storage.Fencing;

/// <summary>
/// Which disks a pool has, and on which paths: as configured, else as <c>zpool status</c> shows an imported pool, else
/// as <c>zpool import</c> shows one that is not (it reads the labels of every disk, which takes a second or more).
/// </summary>
internal sealed class DiskFinder(FencingMethodConfiguration method, string quorumDevice)
{
    private readonly ConcurrentDictionary<string, IReadOnlyList<FencedDisk>> known = new(StringComparer.Ordinal);

    /// <summary>Whether a pool's disks stand in the configuration.</summary>
    public bool IsListed(string pool) => method.Disks.Any(disk => disk.Pool == pool);

    /// <summary>The disks of a pool, as they are now.</summary>
    public bool TryFind(Caller caller, string pool, out IReadOnlyList<FencedDisk> disks, out CallFailure failure)
    {
        failure = new CallFailure(Core.Plans.StepOutcome.Failed, "");
        if (IsListed(pool))
        {
            disks = [.. method.Disks.Where(disk => disk.Pool == pool).Select(FromConfiguration)];
        }
        else if (TryLayout(caller, pool, out IReadOnlyList<PoolLeaf> leaves, out failure))
        {
            disks = [.. leaves.Select(leaf => FromLeaf(pool, leaf))];
        }
        else
        {
            disks = [];
            return false;
        }

        if (Shared(disks) is { } shared)
        {
            failure = new CallFailure(Core.Plans.StepOutcome.Failed, shared);
            return false;
        }

        known[pool] = disks;
        return true;
    }

    /// <summary>The disks as they were last seen, without asking; for giving them up, where time matters.</summary>
    public bool TryRemembered(
        Caller caller, string pool, out IReadOnlyList<FencedDisk> disks, out CallFailure failure)
    {
        failure = new CallFailure(Core.Plans.StepOutcome.Failed, "");
        if (known.TryGetValue(pool, out IReadOnlyList<FencedDisk>? last))
        {
            disks = last;
            return true;
        }

        return TryFind(caller, pool, out disks, out failure);
    }

    /// <summary>A reservation is for a whole disk, so a register on it would be write-protected too.</summary>
    private string? Shared(IReadOnlyList<FencedDisk> disks)
    {
        foreach (FencedDisk disk in disks)
        {
            if (disk.Paths.FirstOrDefault(path => WholeDisk.Holds(path, quorumDevice)) is { } path)
            {
                return $"disk {path} of pool {disk.Pool} holds the quorum device ({quorumDevice}), and a reservation " +
                    "would silence the peer's register: move the quorum device to a disk that no pool uses";
            }
        }

        return null;
    }

    private static FencedDisk FromConfiguration(FencedDiskConfiguration disk) => new(
        disk.Pool, disk.Vdev.Length > 0 ? disk.Vdev : disk.Paths[0], disk.Paths[0], disk.Paths);

    // A label or a multipath device does not tell its disks; such a disk counts as one that cannot be fenced.
    private static FencedDisk FromLeaf(string pool, PoolLeaf leaf) => new(
        pool, leaf.Vdev, leaf.Name, WholeDisk.Of("/dev/" + leaf.Name) is { } disk ? [disk] : []);

    private static bool TryLayout(
        Caller caller, string pool, out IReadOnlyList<PoolLeaf> leaves, out CallFailure failure)
    {
        leaves = [];
        IReadOnlyList<string> status = ZpoolCommands.Status(caller.System.Commands, pool);
        if (!caller.Run(status, out CommandResult result, out failure))
        {
            return false;
        }

        if (result.ExitCode == 0 && PoolLayout.TryParse(result.StandardOutput, pool, out leaves))
        {
            return true;
        }

        if (!caller.Run(ZpoolCommands.Importable(caller.System.Commands), out CommandResult import, out failure))
        {
            return false;
        }

        failure = new CallFailure(Core.Plans.StepOutcome.Failed,
            $"the disks of pool {pool} cannot be found: neither 'zpool status {pool}' nor 'zpool import' shows them " +
            $"({OneLine.Said(import.StandardError, import.StandardOutput)}); list them under disks of the method " +
            "scsi-pr");
        return PoolLayout.TryParse(import.StandardOutput, pool, out leaves);
    }
}
