using Beast.Quorum.Daemon.Configuration.Yaml;

namespace Beast.Quorum.Daemon.Configuration.Schema;

/// <summary>A mapping with known keys.</summary>
/// <param name="blank">The section with nothing but defaults, at a position of its list.</param>
/// <param name="settings">Its keys, in the order in which they are shown.</param>
internal sealed class SectionKind(Func<int, object> blank, IReadOnlyList<Setting> settings) : Kind
{
    public override string Allowed => "a mapping with the keys " + string.Join(", ", settings.Select(key => key.Name));

    public IReadOnlyList<Setting> Settings => settings;

    public object Blank => blank(0);

    public override object Read(YamlItem item, string path, Reading reading) => ReadElement(item, path, 0, reading);

    public override object ReadElement(YamlItem item, string path, int index, Reading reading)
    {
        object section = blank(index);
        if (item is not YamlMap map)
        {
            Wrong(item, path, reading);
            return section;
        }

        Dictionary<string, int> seen = [];
        foreach (YamlEntry entry in map.Entries)
        {
            string entryPath = Below(path, Printable.Short(entry.Key));
            Setting? setting = settings.FirstOrDefault(candidate => candidate.Name == entry.Key);
            if (setting is null)
            {
                reading.Complain(entry.Line, entryPath, Unknown(entry.Key));
            }
            else if (!seen.TryAdd(entry.Key, entry.Line))
            {
                reading.Complain(
                    entry.Line,
                    entryPath,
                    $"is given twice, first in line {seen[entry.Key]}; allowed: once");
            }
            else
            {
                reading.Give(entryPath, entry.Line);
                object value = setting.Kind.Read(entry.Value, entryPath, reading);
                section = reading.IsDamaged(entryPath) ? section : setting.Set(section, value);
            }
        }

        foreach (Setting missing in settings.Where(setting => setting.IsRequired && !seen.ContainsKey(setting.Name)))
        {
            reading.Damage(map.Line, Below(path, missing.Name), $"is missing; allowed: {missing.Kind.Allowed}");
        }

        return section;
    }

    public override string Inline(object value) => "{" + string.Join(", ", settings
        .Select(setting => (setting, Value: setting.Get(value)))
        .Where(pair => pair.Value is not null)
        .Select(pair => $"{pair.setting.Name}: {pair.setting.Kind.Inline(pair.Value!)}")) + "}";

    public static string Below(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";

    private string Unknown(string key) =>
        Suggestion.For(key, settings.Select(setting => setting.Name)) is string meant
            ? $"is not a key here; did you mean {meant}?"
            : "is not a key here; allowed: " + string.Join(", ", settings.Select(setting => setting.Name));
}
