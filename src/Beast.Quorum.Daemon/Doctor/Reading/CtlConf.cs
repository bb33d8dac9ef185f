using Beast.Quorum.Daemon.Configuration;

namespace Beast.Quorum.Daemon.Doctor.Reading;

/// <summary>One LUN as a target of ctl.conf shows it. What the file does not say is empty.</summary>
/// <param name="Target">Name of the target.</param>
/// <param name="Lun">Number within the target.</param>
internal sealed record CtlConfLun(string Target, string Lun)
{
    public string CtlLun { get; set; } = "";

    public string DeviceId { get; set; } = "";

    public string Serial { get; set; } = "";

    public string Path { get; set; } = "";
}

/// <summary>
/// Reads ctl.conf(5) in its classic grammar, of which only the LUNs are kept: passwords are passed over. As in ctld,
/// line ends mean nothing, so every word's number of arguments must be known.
/// </summary>
internal static class CtlConf
{
    /// <summary>Longest text that is read, in characters.</summary>
    public const int MostCharacters = 1024 * 1024;

    private const int Open = -1;

    // Arguments of the words of each context (usr.sbin/ctld/token.l, parse.y); Open: a name and a block follow.
    private static readonly Dictionary<string, int> Top = new()
    {
        ["auth-group"] = Open,
        ["portal-group"] = Open,
        ["transport-group"] = Open,
        ["lun"] = Open,
        ["target"] = Open,
        ["controller"] = Open,
        ["debug"] = 1,
        ["maxproc"] = 1,
        ["pidfile"] = 1,
        ["timeout"] = 1,
        ["isns-server"] = 1,
        ["isns-period"] = 1,
        ["isns-timeout"] = 1,
    };

    private static readonly Dictionary<string, int> Lun = new()
    {
        ["backend"] = 1,
        ["blocksize"] = 1,
        ["ctl-lun"] = 1,
        ["device-id"] = 1,
        ["device-type"] = 1,
        ["option"] = 2,
        ["path"] = 1,
        ["serial"] = 1,
        ["size"] = 1,
    };

    private static readonly Dictionary<string, int> Target = new()
    {
        ["alias"] = 1,
        ["auth-group"] = 1,
        ["auth-type"] = 1,
        ["chap"] = 2,
        ["chap-mutual"] = 4,
        ["initiator-name"] = 1,
        ["initiator-portal"] = 1,
        ["offload"] = 1,
        ["portal-group"] = 1,
        ["port"] = 1,
        ["redirect"] = 1,
        ["lun"] = Open,
    };

    private static readonly Dictionary<string, int> Other = new()
    {
        ["auth-type"] = 1,
        ["chap"] = 2,
        ["chap-mutual"] = 4,
        ["initiator-name"] = 1,
        ["initiator-portal"] = 1,
        ["host-address"] = 1,
        ["host-nqn"] = 1,
        ["discovery-auth-group"] = 1,
        ["discovery-filter"] = 1,
        ["discovery-tcp"] = 2,
        ["tcp"] = 2,
        ["listen"] = 1,
        ["listen-iser"] = 1,
        ["foreign"] = 0,
        ["offload"] = 1,
        ["option"] = 2,
        ["redirect"] = 1,
        ["tag"] = 1,
        ["dscp"] = 1,
        ["pcp"] = 1,
    };

    /// <summary>Reads a file.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="luns">The LUNs of all targets, in their order.</param>
    /// <returns>What is wrong, with its line; null if nothing is.</returns>
    public static string? Read(string text, out IReadOnlyList<CtlConfLun> luns)
    {
        List<CtlConfLun> found = [];
        luns = found;
        if (text.Length > MostCharacters)
        {
            return "the file is too long to be ctl.conf";
        }

        CtlConfWords words = new(text);
        Dictionary<string, CtlConfLun> shared = [];
        List<(CtlConfLun Lun, string Name)> references = [];
        while (words.Next() is { } word)
        {
            string? fault = !Top.TryGetValue(word, out int count) ? $"'{word}' has no meaning here"
                : count != Open ? Skip(words, count)
                : Block(words, word, found, shared, references);
            if (fault is not null || words.Fault is not null)
            {
                return words.At(words.Fault ?? fault!);
            }
        }

        foreach ((CtlConfLun lun, string name) in references)
        {
            if (!shared.TryGetValue(name, out CtlConfLun? meant))
            {
                return Printable.Short($"target {lun.Target}: LUN {lun.Lun} is '{name}', which is nowhere", 300);
            }

            (lun.CtlLun, lun.DeviceId, lun.Serial, lun.Path) = (meant.CtlLun, meant.DeviceId, meant.Serial, meant.Path);
        }

        return words.Fault is { } last ? words.At(last) : null;
    }

    private static string? Block(
        CtlConfWords words, string kind, List<CtlConfLun> found, Dictionary<string, CtlConfLun> shared,
        List<(CtlConfLun Lun, string Name)> references)
    {
        string? name = words.Value();
        if (name is null || words.Next() != CtlConfWords.Open)
        {
            return $"{kind} needs a name and a block";
        }

        switch (kind)
        {
            case "lun":
                return Body(words, Lun, LunWord(words, shared[name] = new CtlConfLun("", name)));
            case "target":
                return Body(words, Target, word => TargetWord(words, name, word, found, references));
            default:
                return Body(words, Other, word => Skip(words, Other[word]));
        }
    }

    /// <summary>The words up to the closing brace, each with what follows it.</summary>
    private static string? Body(CtlConfWords words, Dictionary<string, int> known, Func<string, string?> take)
    {
        while (words.Next() is { } word)
        {
            if (word == CtlConfWords.Close)
            {
                return null;
            }

            string? fault = known.ContainsKey(word) ? take(word) : $"'{word}' has no meaning here";
            if (fault is not null)
            {
                return fault;
            }
        }

        return "a closing brace is missing";
    }

    private static string? TargetWord(
        CtlConfWords words, string target, string word, List<CtlConfLun> found,
        List<(CtlConfLun Lun, string Name)> references)
    {
        if (word == "portal-group")
        {
            // An auth-group may follow the portal-group's name (or not): it is no word of a target.
            string? fault = Skip(words, 1);
            if (fault is null && words.Peek() is { } next && next != CtlConfWords.Close && !Target.ContainsKey(next))
            {
                words.Next();
            }

            return fault;
        }

        if (word != "lun")
        {
            return Skip(words, Target[word]);
        }

        string? number = words.Value();
        CtlConfLun lun = new(target, number ?? "");
        found.Add(lun);
        if (number is null || words.Next() is not { } second)
        {
            return "lun needs a number, and a name or a block";
        }

        if (second != CtlConfWords.Open)
        {
            references.Add((lun, second));
            return second == CtlConfWords.Close ? "lun needs a name or a block" : null;
        }

        return Body(words, Lun, LunWord(words, lun));
    }

    private static Func<string, string?> LunWord(CtlConfWords words, CtlConfLun lun) => word =>
    {
        string?[] values = [.. Enumerable.Range(0, Lun[word]).Select(_ => words.Value())];
        if (values.Contains(null))
        {
            return $"{word} needs {Lun[word]} values";
        }

        switch (word)
        {
            case "ctl-lun":
                lun.CtlLun = values[0]!;
                break;
            case "device-id":
                lun.DeviceId = values[0]!;
                break;
            case "serial":
                lun.Serial = values[0]!;
                break;
            case "path":
                lun.Path = values[0]!;
                break;
        }

        return null;
    };

    private static string? Skip(CtlConfWords words, int count)
    {
        for (int index = 0; index < count; index++)
        {
            if (words.Value() is null)
            {
                return "a value is missing";
            }
        }

        return null;
    }
}
