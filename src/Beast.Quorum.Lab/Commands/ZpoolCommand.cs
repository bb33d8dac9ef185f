using Beast.Quorum.Lab.Pools;

namespace Beast.Quorum.Lab.Commands;

/// <summary>zpool(8): the subcommands that a storage daemon needs, in the words of the host's release.</summary>
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
                return new ZpoolImport(pools).Run(rest);
            case "export":
                return Export(rest);
            case "scrub":
                return OnPools(rest, "scrub [-s] <pool> ...", Scrub);
            case "clear":
                return OnPools(rest, "clear [-nF] <pool> [device]", Clear);
            case "version" when pools.Release.ZfsVersion is { Length: > 0 } version:
                return CommandOutput.Ok($"zfs-{version}-FreeBSD\nzfs-kmod-{version}-FreeBSD\n");
            case "list":
            case "get":
            case "set":
            case "status":
                lock (pools.Namespace)
                {
                    return arguments[0] switch
                    {
                        "list" => _listing.List(rest),
                        "get" => _listing.Get(rest),
                        "set" => ZpoolSet.Run(pools, rest),
                        _ => ZpoolStatus.Run(pools, rest),
                    };
                }

            default:
                return CommandOutput.Failed(
                    $"unrecognized command '{arguments[0]}'\nusage: zpool command args ...\n", UsageError);
        }
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

    private string Scrub(ImportedPool pool) => pool.Suspension.IsOn
        ? $"cannot scrub {pool.Name}: pool I/O is currently suspended\n"
        : ZpoolErrors.Scrub(pools, pool.Name);

    /// <summary>Resumes a pool whose devices are back; not one that another host writes to.</summary>
    private string Clear(ImportedPool pool)
    {
        if (pool.Suspension.IsByHosts)
        {
            return $"cannot clear errors for {pool.Name}: pool is imported on a different host\n";
        }

        if (pool.Suspension.IsOn && (pool.Troubled || !pools.Cables.SeesAny(pool.Label)))
        {
            return $"cannot clear errors for {pool.Name}: I/O error\n";
        }

        pool.Suspension.End();
        return ZpoolErrors.Clear(pools, pool.Name);
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
                errors += pools.Find(argument) is { } pool
                    ? act(pool)
                    : $"cannot open '{argument}': no such pool\n";
            }

            return count == 0
                ? CommandOutput.Failed($"missing pool name argument\nusage:\n\t{usage}\n", UsageError)
                : errors.Length == 0 ? CommandOutput.Ok() : CommandOutput.Failed(errors);
        }
    }
}
