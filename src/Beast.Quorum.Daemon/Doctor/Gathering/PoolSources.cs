using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Daemon.Doctor.Facts;
using Beast.Quorum.Daemon.Doctor.Reading;
using Beast.Quorum.Storage.Zfs;

namespace Beast.Quorum.Daemon.Doctor.Gathering;

/// <summary>The pools that move, by zpool(8) and zfs(8); one command hangs for none but its own pool.</summary>
internal static class PoolSources
{
    public static IEnumerable<FactSource> All(Probe probe) =>
    [
        .. probe.Configuration.Groups.SelectMany(group => group.Pools).Distinct()
            .Select(pool => new FactSource($"pool {pool}", book => Pool(probe, pool, book))),
        new("zfs features", book => Known(probe, book)),
    ];

    private static void Pool(Probe probe, string pool, FactBook book)
    {
        CommandsConfiguration commands = probe.Configuration.Commands;
        Fact? problem = probe.Ask(ZpoolCommands.Names(commands), out string text);
        if (problem is not null || !PoolList.TryParseNames(text, out IReadOnlyList<string> names))
        {
            book.Set(FactName.Pool(pool, "imported"),
                problem ?? Fact.NotKnown("zpool list: an answer that is no list of names"));
            return;
        }

        if (names.Contains(pool))
        {
            Imported(probe, pool, book);
        }
        else
        {
            Elsewhere(probe, pool, book);
        }
    }

    private static void Imported(Probe probe, string pool, FactBook book)
    {
        IReadOnlyList<string> zpool = probe.Configuration.Commands.Zpool;
        string[] properties = ["readonly", "guid", "health", "cachefile", "failmode", "capacity"];
        Fact? problem = probe.Ask(
            [.. zpool, "get", "-H", "-o", "property,value", string.Join(',', properties), pool], out string text);
        Dictionary<string, string> values = Pairs(text);
        foreach (string name in properties)
        {
            Fact fact = values.TryGetValue(name, out string? value) ? Fact.Is(value)
                : problem ?? Fact.NotKnown($"zpool get {name} {pool}: no answer");
            book.Set(FactName.Pool(pool, name), fact);
        }

        book.Set(FactName.Pool(pool, "imported"), values.TryGetValue("readonly", out string? readOnly)
            ? Fact.Is(readOnly == "on" ? "ro" : "rw") : problem ?? Fact.NotKnown("zpool get readonly: no answer"));

        // Unknown to illumos ZFS, which then refuses the whole command.
        problem = probe.Ask([.. zpool, "get", "-H", "-o", "property,value", "multihost", pool], out text);
        book.Set(FactName.Pool(pool, "multihost"), Pairs(text).TryGetValue("multihost", out string? multihost)
            ? Fact.Is(multihost)
            : problem?.Unknown?.Contains("invalid property", StringComparison.Ordinal) == true ? Fact.None
            : problem ?? Fact.None);
        Features(probe, pool, book);
        Devices(probe, pool, book);
        Volumes(probe, pool, book);
    }

    private static void Features(Probe probe, string pool, FactBook book)
    {
        Fact? problem = probe.Ask(
            [.. probe.Configuration.Commands.Zpool, "get", "-H", "-o", "property,value", "all", pool], out string text);
        const string prefix = "feature@";
        book.Set(FactName.Pool(pool, "features"), Pairs(text)
            .Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal))
            .Select(pair => new[] { pair.Key[prefix.Length..], pair.Value }));
        if (problem is not null)
        {
            book.Set(FactName.Pool(pool, "features"), problem);
        }
    }

    private static void Devices(Probe probe, string pool, FactBook book)
    {
        Fact? problem = probe.Ask([.. probe.Configuration.Commands.Zpool, "status", pool], out string text);
        Devices(pool, PoolConfig.Read(text).FirstOrDefault(one => one.Name == pool), problem, book);
    }

    /// <summary>A pool that is not imported here is seen by reading the labels of all disks.</summary>
    private static void Elsewhere(Probe probe, string pool, FactBook book)
    {
        book.Set(FactName.Pool(pool, "imported"), "no");
        Fact? problem = probe.Ask([.. probe.Configuration.Commands.Zpool, "import"], out string text);
        PoolConfig[] seen = [.. PoolConfig.Read(text).Where(one => one.Name == pool)];

        // Exit 1 and no words: there is nothing to import (10.4); newer ones say so.
        bool none = seen.Length == 0 && (problem is null || text.Trim().Length == 0
            || problem.Unknown?.Contains("no pools available", StringComparison.Ordinal) == true);
        book.Set(FactName.Pool(pool, "guid"), seen.Length > 0
            ? Fact.Is(string.Join(" or ", seen.Select(one => one.Id))) : none ? Fact.None : problem ?? Fact.None);
        Devices(pool, seen.FirstOrDefault(), none ? Fact.None : problem, book);
    }

    private static void Devices(string pool, PoolConfig? config, Fact? problem, FactBook book)
    {
        string name = FactName.Pool(pool, "devices");
        if (config is null)
        {
            book.Set(name, problem ?? Fact.NotKnown("zpool does not show its devices"));
            return;
        }

        book.Set(name, config.Devices.Select(device => new[] { device.Class, device.Name, device.State }));
    }

    private static void Volumes(Probe probe, string pool, FactBook book)
    {
        Fact? problem = probe.Ask(
            [.. probe.Configuration.Commands.Zfs, "get", "-H", "-r", "-t", "volume", "-o", "name,property,value",
                "volmode,sync", pool],
            out string text);
        Dictionary<string, (string Mode, string Sync)> volumes = [];
        foreach (string[] row in Checks.DoctorCase.Rows(text, 3))
        {
            (string mode, string sync) = volumes.GetValueOrDefault(row[0], ("", ""));
            volumes[row[0]] = row[1] == "volmode" ? (row[2], sync) : (mode, row[2]);
        }

        book.Set(FactName.Pool(pool, "zvols"), volumes.Select(
            volume => new[] { volume.Key, volume.Value.Mode, volume.Value.Sync }));
        if (problem is not null)
        {
            book.Set(FactName.Pool(pool, "zvols"), problem);
        }
    }

    /// <summary>A name at the start of a line after the ruler, and an indented description below it.</summary>
    private static void Known(Probe probe, FactBook book)
    {
        Fact? problem = probe.Ask([.. probe.Configuration.Commands.Zpool, "upgrade", "-v"], out string text);
        string[] features =
        [
            .. text.Split('\n').SkipWhile(line => !line.StartsWith("----", StringComparison.Ordinal)).Skip(1)
                .TakeWhile(line => !line.StartsWith("The following", StringComparison.Ordinal))
                .Where(line => line.Length > 0 && char.IsAsciiLetterLower(line[0])).Select(line => line.Split(' ')[0]),
        ];
        book.Set(FactName.Features, problem ?? Fact.Is(string.Join('\n', features)));
    }

    private static Dictionary<string, string> Pairs(string text)
    {
        Dictionary<string, string> pairs = [];
        foreach (string[] row in Checks.DoctorCase.Rows(text, 2))
        {
            pairs[row[0]] = row[1];
        }

        return pairs;
    }
}
