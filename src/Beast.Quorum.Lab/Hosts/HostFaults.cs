using Beast.Quorum.Lab.Commands;
using Beast.Quorum.Lab.Pools;

namespace Beast.Quorum.Lab.Hosts;

/// <summary>Faults of one host's disks and pools.</summary>
internal static class HostFaults
{
    /// <summary>A disk goes; a pool that has lost all of its mirror is suspended.</summary>
    internal static void PullOut(HostMachine host, string disk)
    {
        host.Pools.Cables.PullOut(disk);
        foreach (ImportedPool pool in host.Pools.All())
        {
            if (!host.Pools.Cables.SeesAny(pool.Label))
            {
                pool.Suspension.Begin(byHosts: false);
            }
        }
    }

    /// <summary>The disks are there and answer no I/O: an adapter that has stopped.</summary>
    internal static CommandOutput Suspend(HostMachine host, string name)
    {
        if (host.Pools.Find(name) is not { } pool)
        {
            return NotImported(name);
        }

        pool.Troubled = true;
        pool.Suspension.Begin(byHosts: false);
        return CommandOutput.Ok();
    }

    /// <summary>The disks answer again; the pool stays suspended until zpool clear.</summary>
    internal static CommandOutput Mend(HostMachine host, string name)
    {
        if (host.Pools.Find(name) is not { } pool)
        {
            return NotImported(name);
        }

        pool.Troubled = false;
        return CommandOutput.Ok();
    }

    private static CommandOutput NotImported(string name) =>
        CommandOutput.Failed($"lab host: pool '{name}' is not imported here\n");
}
