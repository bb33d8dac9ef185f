using System.Text;
using Beast.Quorum.Core.Time;
using Beast.Quorum.Daemon.Configuration.Schema;

namespace Beast.Quorum.Daemon.Configuration;

/// <summary>Writes a configuration as YAML, from the table.</summary>
/// <param name="given">Paths of the keys that somebody wrote; the others have their defaults.</param>
/// <param name="explain">
/// Whether every key is explained, and defaults stand in comments, as in the sample; otherwise defaults are marked.
/// </param>
internal sealed class ConfigurationWriter(IReadOnlySet<string> given, bool explain)
{
    private const int Width = 100;

    private readonly StringBuilder text = new();

    public string Write(object configuration)
    {
        Section(BeastqSchema.Root, configuration, "", new Place("", ""));
        return text.ToString();
    }

    private void Section(SectionKind kind, object section, string path, Place place)
    {
        foreach (Setting setting in kind.Settings)
        {
            string settingPath = SectionKind.Below(path, setting.Name);
            if (explain)
            {
                text.Append(path.Length == 0 ? "\n" : "");
                Explain(setting, kind, place);
            }

            Place at = explain && !given.Contains(settingPath) ? place.Commented() : place;
            Entry(setting, setting.Get(section), settingPath, at);
            place = place.Next();
        }
    }

    private void Entry(Setting setting, object? value, string path, Place place)
    {
        switch (setting.Kind)
        {
            // One without a value would be a key without a mapping; it is written as an empty one.
            case SectionKind section when value is not null && (explain || section.Inline(value) != "{}"):
                Line(place, setting.Name + ":", Mark(path));
                Section(section, value, path, place.Deeper());
                break;
            case IListKind { Element: SectionKind element } list
                when value is not null && (explain || list.Elements(value).Count > 0):
                Line(place, setting.Name + ":", Mark(path));
                IReadOnlyList<object> elements = list.Elements(value) is { Count: > 0 } some ? some : [element.Blank];
                for (int index = 0; index < elements.Count; index++)
                {
                    Section(element, elements[index], $"{path}[{index}]", place.Deeper().Dashed());
                }

                break;
            case TimingKind when value is QuorumTiming timing:
                Timing(setting, timing, path, place);
                break;
            default:
                string? shown = value is null ? null : setting.Kind.Inline(value);
                shown = explain && !given.Contains(path) ? setting.Example ?? shown : shown;
                if (shown is null)
                {
                    Comment(place, $"{setting.Name}: not set");
                }
                else
                {
                    Line(place, $"{setting.Name}: {shown}", Mark(path));
                }

                break;
        }
    }

    private void Timing(Setting setting, QuorumTiming timing, string path, Place place)
    {
        bool isPreset = TimingPresets.Find(timing.Name) is not null;
        if (isPreset)
        {
            Line(place, $"{setting.Name}: {setting.Kind.Inline(timing)}", Mark(path));
        }

        Comment(place, explain ? $"{timing.Name}, written out:" : TimingText.Describe(timing));
        if (!isPreset || explain)
        {
            Place at = isPreset ? place.Commented() : place;
            Line(at, setting.Name + ":", "");
            Section(TimingSchema.Section, timing, path, at.Deeper());
        }
    }

    private void Explain(Setting setting, SectionKind kind, Place place)
    {
        object? standard = setting.Get(kind.Blank);
        string allowed = setting.Kind is SectionKind ? "" : $"Allowed: {setting.Kind.Allowed}. ";
        string always = setting.IsRequired ? "Required. "
            : setting.Kind is SectionKind ? ""
            : $"Default: {setting.DefaultText ?? Default(setting.Kind, standard)}. ";
        string example = setting.Example is null ? "" : "Example:";
        Comment(place, setting.Meaning);
        Comment(place, (allowed + always + example).TrimEnd());
    }

    private string Mark(string path) => explain || given.Contains(path) ? "" : "  # default";

    private void Line(Place place, string content, string mark) =>
        text.Append(place.Prefix).Append(content).Append(mark).Append('\n');

    private static string Default(Kind kind, object? value) =>
        value is null || kind.Inline(value) is "[]" ? "none" : kind.Inline(value);

    private void Comment(Place place, string comment)
    {
        if (comment.Length == 0)
        {
            return;
        }

        string prefix = place.CommentPrefix + "# ";
        int room = Math.Max(40, Width - prefix.Length);
        StringBuilder line = new();
        foreach (string word in comment.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > room)
            {
                text.Append(prefix).Append(line).Append('\n');
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : "").Append(word);
        }

        text.Append(prefix).Append(line).Append('\n');
    }
}
