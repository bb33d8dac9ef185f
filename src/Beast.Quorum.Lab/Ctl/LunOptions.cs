using System.Globalization;

namespace Beast.Quorum.Lab.Ctl;

/// <summary>The options of a LUN, in the order in which <c>ctladm devlist -v</c> shows them.</summary>
internal sealed class LunOptions
{
    private readonly LunConfiguration _configuration;
    private (string Name, string Value)[] _options = [];

    internal LunOptions(LunConfiguration configuration)
    {
        _configuration = configuration;
        Reset();
    }

    /// <summary>The value; null if there is no such option.</summary>
    internal string? this[string name]
    {
        get
        {
            foreach ((string found, string value) in All)
            {
                if (found == name)
                {
                    return value;
                }
            }

            return null;
        }
    }

    internal IReadOnlyList<(string Name, string Value)> All => Volatile.Read(ref _options);

    /// <summary>What ctld gives it from its file.</summary>
    internal void Reset()
    {
        string name = string.Create(
            CultureInfo.InvariantCulture, $"{_configuration.Target},lun,{_configuration.Id}");
        Volatile.Write(ref _options,
            [("file", _configuration.Path), ("ctld_name", name), ("scsiname", name), .. _configuration.Options]);
    }

    /// <summary>Nothing but these; since FreeBSD 12 an option that is not named again is gone.</summary>
    internal void Replace(IReadOnlyList<(string Name, string Value)> options)
    {
        Volatile.Write(ref _options, []);
        Merge(options);
    }

    /// <summary>These over the others; an empty value takes an option away (seen on 10.4 and 11).</summary>
    internal void Merge(IReadOnlyList<(string Name, string Value)> options)
    {
        var merged = new List<(string Name, string Value)>(All);
        foreach ((string name, string value) in options)
        {
            int at = merged.FindIndex(option => option.Name == name);
            if (value.Length == 0)
            {
                merged.RemoveAll(option => option.Name == name);
            }
            else if (at >= 0)
            {
                merged[at] = (name, value);
            }
            else
            {
                merged.Add((name, value));
            }
        }

        Volatile.Write(ref _options, [.. merged]);
    }
}
