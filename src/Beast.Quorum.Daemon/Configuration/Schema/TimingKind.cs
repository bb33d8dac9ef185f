using Beast.Quorum.Core.Time;
using Beast.Quorum.Daemon.Configuration.Yaml;

namespace Beast.Quorum.Daemon.Configuration.Schema;

/// <summary>The thresholds: a preset's name, or a mapping of all values.</summary>
internal sealed class TimingKind : Kind
{
    public override string Allowed =>
        string.Join(", ", TimingPresets.All.Select(preset => preset.Name))
        + ", or a mapping of all of " + string.Join(", ", TimingSchema.Section.Settings.Select(key => key.Name));

    public override object Read(YamlItem item, string path, Reading reading)
    {
        if (item is YamlMap)
        {
            return TimingSchema.Section.Read(item, path, reading);
        }

        if (item is YamlScalar { IsNothing: false } scalar && TimingPresets.Find(scalar.Text) is QuorumTiming preset)
        {
            return preset;
        }

        Wrong(item, path, reading);
        return TimingPresets.Balanced;
    }

    public override string Inline(object value) =>
        TimingPresets.Find(((QuorumTiming)value).Name)?.Name ?? TimingSchema.Section.Inline(value);
}
