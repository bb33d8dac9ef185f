using System.Globalization;
using Beast.Quorum.Lab.Pools;

namespace Beast.Quorum.Lab.Commands;

/// <summary>zpool(8) of FreeBSD 10.4: the subcommands that a storage daemon needs.</summary>
internal sealed class ZpoolCommand(HostPools pools)
{
    internal const int UsageError = 2;

    private readonly ZpoolListing _listing = new(pools);

    internal CommandOutput Run(ReadOnlySpan<string> arguments)
    {
        if (arguments.IsEmpty)
        {
            return CommandOutput.Failed("missing command\nusage: zpool command args ...\n", UsageError);
        }

        ReadOnlySpan<string> rest = arguments[1..];
        switch (arguments[0])
        {
            case "import":
                return Import(rest);
            case "export":
                return Export(rest);
            case "scrub":
                return OnPools(rest, "scrub [-s] <pool> ...", pool => ZpoolErrors.Scrub(pools, pool.Name));
            case "clear":
                return OnPools(rest, "clear [-nF] <pool> [device]", pool => ZpoolErrors.Clear(pools, pool.Name));
            case "list":
            case "get":
            case "status":
                lock (pools.Namespace)
                {
                    return arguments[0] == "list" ? _listing.List(rest)
                        : arguments[0] == "get" ? _listing.Get(rest) : ZpoolStatus.Run(pools, rest);
                }

            default:
                return CommandOutput.Failed(
                    $"unrecognized command '{arguments[0]}'\nusage: zpool command args ...\n", UsageError);
        }
    }

    private CommandOutput Import(ReadOnlySpan<string> arguments)
    {
        bool force = false, all = false, readOnly = false;
        string cacheFile = "-";
        string? name = null;
        for (int i = 0; i < arguments.Length; i++)
        {
            switch (arguments[i])
            {
                case "-f":
                    force = true;
                    break;
                case "-a":
                    all = true;
                    break;
                case "-N" or "-m" or "-F":
                    break;
                case "-d" or "-c" or "-R" when i + 1 < arguments.Length:
                    i++;
                    break;
                case "-o" when i + 1 < arguments.Length:
                    string property = arguments[++i];
                    readOnly |= property == "readonly=on";
                    cacheFile = property.StartsWith("cachefile=", StringComparison.Ordinal)
                        ? property["cachefile=".Length..] : cacheFile;
                    break;
                case { } option when option.StartsWith('-'):
                    return CommandOutput.Failed(
                        $"invalid option '{option[1]}'\nusage:\n\timport [-d dir] [-D]\n", UsageError);
                default:
                    name ??= arguments[i];
                    break;
            }
        }

        var request = new ImportRequest(name ?? "") { Force = force, ReadOnly = readOnly, CacheFile = cacheFile };
        if (all)
        {
            return ImportAll(request);
        }

        if (name is null)
        {
            lock (pools.Namespace)
            {
                return ZpoolStatus.Importable(pools);
            }
        }

        string? error = pools.Import(request with { Name = ByGuid(name) });
        return error is null ? CommandOutput.Ok() : CommandOutput.Failed(error);
    }

    private CommandOutput ImportAll(ImportRequest request)
    {
        string errors = "";
        bool found = false;
        foreach (string name in pools.Store.Names())
        {
            if (pools.Find(name) is null)
            {
                found = true;
                errors += pools.Import(request with { Name = name });
            }
        }

        return found && errors.Length == 0 ? CommandOutput.Ok() : CommandOutput.Failed(errors);
    }

    private string ByGuid(string name)
    {
        if (ulong.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out ulong guid))
        {
            foreach (string candidate in pools.Store.Names())
            {
                if (pools.Store.Label(candidate)?.Guid == guid)
                {
                    return candidate;
                }
            }
        }

        return name;
    }

    private CommandOutput Export(ReadOnlySpan<string> arguments)
    {
        string errors = "";
        int count = 0;
        foreach (string argument in arguments)
        {
            if (argument is "-f" or "-F")
            {
                continue;
            }

            count++;
            errors += pools.Export(argument);
        }

        return count == 0
            ? CommandOutput.Failed("missing pool argument\nusage:\n\texport [-f] <pool> ...\n", UsageError)
            : errors.Length == 0 ? CommandOutput.Ok() : CommandOutput.Failed(errors);
    }

    private CommandOutput OnPools(ReadOnlySpan<string> arguments, string usage, Func<ImportedPool, string> act)
    {
        lock (pools.Namespace)
        {
            string errors = "";
            int count = 0;
            foreach (string argument in arguments)
            {
                if (argument.StartsWith('-'))
                {
                    continue;
                }

                count++;
                if (pools.Find(argument) is { } pool)
                {
                    errors += act(pool);
                }
                else
                {
                    errors += $"cannot open '{argument}': no such pool\n";
                }
            }

            return count == 0
                ? CommandOutput.Failed($"missing pool name argument\nusage:\n\t{usage}\n", UsageError)
                : errors.Length == 0 ? CommandOutput.Ok() : CommandOutput.Failed(errors);
        }
    }
}
