using System.Globalization;
using Beast.Quorum.Lab.Commands;
using Beast.Quorum.Lab.Faults;
using Beast.Quorum.Lab.Pools;

namespace Beast.Quorum.Lab.Hosts;

/// <summary>What the lab asks of a host and no daemon may: faults, and the negative controls.</summary>
internal static class ControlRequests
{
    internal static CommandOutput Run(HostMachine host, ReadOnlySpan<string> words)
    {
        switch (words)
        {
            case ["ping"]:
                return CommandOutput.Ok("pong\n");
            case ["delay", { } what, { } text] when Names(what, out Operation operation) && Number(text, out int delay):
                host.Faults.Delay(operation, TimeSpan.FromMilliseconds(delay));
                return CommandOutput.Ok();
            case ["fail", { } what, { } count, { } text]
                when Names(what, out Operation operation) && Number(count, out int times):
                host.Faults.Fail(operation, text, times);
                return CommandOutput.Ok();
            case ["hang", { } what, "on" or "off"] when Names(what, out Operation operation):
                host.Faults.Hang(operation, words[2] == "on");
                return CommandOutput.Ok();
            case ["drop-writes", { } text] when Number(text, out int count):
                host.Faults.DropWrites(count);
                return CommandOutput.Ok();
            case ["stale-reads", { } text] when Number(text, out int count):
                host.Faults.StaleReads(count);
                return CommandOutput.Ok();
            case ["pause-disks", "on" or "off"]:
                host.Disks.Pause(words[1] == "on");
                return CommandOutput.Ok();
            case ["write", { } pool]:
                return host.Pools.Find(pool) is { } imported && host.Pools.Write(imported, () => { })
                    ? CommandOutput.Ok()
                    : CommandOutput.Failed("Input/output error\n");
            case ["pool-errors", { } pool, { } text, ..] when Number(text, out int count):
                string[] objects = words[3..].ToArray();
                return OnHealth(host, pool, health => health.Damage(count, objects));
            case ["scrub-time", { } pool, { } text] when Number(text, out int milliseconds):
                return OnHealth(host, pool, health => health.ScrubFor(milliseconds));
            case ["pull", { } disk]:
                HostFaults.PullOut(host, disk);
                return CommandOutput.Ok();
            case ["plug", { } disk]:
                host.Pools.Cables.PutBack(disk);
                return CommandOutput.Ok();
            case ["suspend", { } pool]:
                return HostFaults.Suspend(host, pool);
            case ["mend", { } pool]:
                return HostFaults.Mend(host, pool);
            case ["watchdogd", "on" or "off"]:
                host.Services.WatchdogDaemonRuns = words[1] == "on";
                return CommandOutput.Ok();
            case ["force-serve", { } pool]:
                return ForceToServe(host, pool);
            default:
                return CommandOutput.Failed(
                    $"lab host: '{string.Join(' ', words.ToArray())}' is no control request\n", 2);
        }
    }

    private static CommandOutput OnHealth(HostMachine host, string pool, Action<PoolHealth> act)
    {
        if (host.Pools.Store.Label(pool) is null)
        {
            return CommandOutput.Failed($"lab host: there is no pool '{pool}'\n");
        }

        lock (host.Pools.Namespace)
        {
            act(PoolHealth.Of(host.Pools.Store, pool));
        }

        return CommandOutput.Ok();
    }

    private static CommandOutput ForceToServe(HostMachine host, string pool)
    {
        if (host.Pools.Store.Label(pool) is null)
        {
            return CommandOutput.Failed($"lab host: there is no pool '{pool}' to serve\n");
        }

        if (host.Pools.Find(pool) is null)
        {
            host.Pools.Import(new ImportRequest(pool) { CacheFile = "none", IgnoreEverything = true });
        }

        host.Ctl.WriteRole(0);
        return CommandOutput.Ok();
    }

    private static bool Names(string text, out Operation operation)
    {
        operation = text switch
        {
            "import" => Operation.Import,
            "export" => Operation.Export,
            _ => Operation.Role,
        };
        return text is "import" or "export" or "role";
    }

    private static bool Number(string text, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
