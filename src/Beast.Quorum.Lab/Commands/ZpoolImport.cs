using System.Globalization;
using Beast.Quorum.Lab.Pools;

namespace Beast.Quorum.Lab.Commands;

/// <summary><c>zpool import</c>: its options, and one pool, all pools, or the list of what could be imported.</summary>
internal sealed class ZpoolImport(HostPools pools)
{
    private bool _all;
    private string? _cacheFile;
    private string? _nowhere;
    private string? _name;
    private ImportRequest _request = new("");

    internal CommandOutput Run(ReadOnlySpan<string> arguments)
    {
        for (int i = 0; i < arguments.Length; i++)
        {
            string argument = arguments[i];
            if (argument is "-o" or "-d" or "-c" or "-R" && i + 1 < arguments.Length)
            {
                TakeValue(argument, arguments[++i]);
            }
            else if (!argument.StartsWith('-'))
            {
                _name ??= argument;
            }
            else if (!TakeFlag(argument))
            {
                return CommandOutput.Failed(
                    $"invalid option '{argument[1]}'\nusage:\n\timport [-d dir] [-D]\n", ZpoolCommand.UsageError);
            }
        }

        if (_name is null && !_all)
        {
            lock (pools.Namespace)
            {
                return ZpoolImportable.Run(pools);
            }
        }

        return _all ? ImportAll() : ImportOne(_name!);
    }

    private bool TakeFlag(string flag)
    {
        _all |= flag == "-a";
        _request = _request with
        {
            Force = _request.Force || flag == "-f",
            WithoutLog = _request.WithoutLog || flag == "-m",
            Rewind = _request.Rewind || flag == "-F",
        };
        return flag is "-f" or "-a" or "-N" or "-m" or "-F" or "-D" or "-n"
            || (flag is "-l" or "-s" && pools.Release.IsOpenZfs);
    }

    private void TakeValue(string option, string value)
    {
        const string CacheFile = "cachefile=";
        switch (option)
        {
            case "-c":
                _cacheFile = value;
                break;
            case "-d" when !Path.Exists(value) && !value.StartsWith("/dev", StringComparison.Ordinal):
                _nowhere = value;
                break;
            case "-R" when _request.CacheFile == "-":
                _request = _request with { CacheFile = "none" };
                break;
            case "-o" when value == "readonly=on":
                _request = _request with { ReadOnly = true };
                break;
            case "-o" when value.StartsWith(CacheFile, StringComparison.Ordinal):
                _request = _request with { CacheFile = value[CacheFile.Length..] };
                break;
        }
    }

    private CommandOutput ImportOne(string name)
    {
        string before = "";
        name = ByGuid(name);
        if (_nowhere is not null)
        {
            return CommandOutput.Failed(
                $"cannot open '{_nowhere}': must be an absolute path\n" + PoolTexts.NotFound(name).Error);
        }

        if (_cacheFile is not null && !InCacheFile(name, out string problem))
        {
            // OpenZFS looks at the disks then; illumos gives up.
            if (!pools.Release.IsOpenZfs)
            {
                return CommandOutput.Failed(problem + PoolTexts.NotFound(name).Error);
            }

            before = problem + "cachefile import failed, retrying\n";
        }

        return pools.Import(_request with { Name = name }) is { } refusal
            ? new CommandOutput(1, refusal.Out, before + refusal.Error)
            : new CommandOutput(0, "", before);
    }

    private bool InCacheFile(string name, out string problem)
    {
        IReadOnlyList<string>? names = Pools.CacheFile.Names(_cacheFile!);
        problem = names is null ? "failed to open cache file: No such file or directory\n" : "";
        return names?.Contains(name) == true;
    }

    private CommandOutput ImportAll()
    {
        string errors = "", text = "";
        bool found = false;
        foreach (string name in pools.Store.Names())
        {
            if (pools.Find(name) is null)
            {
                found = true;
                PoolRefusal? refusal = pools.Import(_request with { Name = name });
                errors += refusal?.Error;
                text += refusal?.Out;
            }
        }

        return new CommandOutput(found && errors.Length == 0 ? 0 : 1, text, errors);
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
}
