using Beast.Quorum.Daemon.Configuration.Schema;

namespace Beast.Quorum.Daemon.Tests.Configuration;

/// <summary>Every row of the table of keys, with the section it is in.</summary>
internal static class SchemaWalk
{
    public static IEnumerable<(string Path, Setting Setting, SectionKind Section)> All() => Walk("", BeastqSchema.Root);

    private static IEnumerable<(string Path, Setting Setting, SectionKind Section)> Walk(
        string path,
        SectionKind section)
    {
        foreach (Setting setting in section.Settings)
        {
            string below = SectionKind.Below(path, setting.Name);
            yield return (below, setting, section);
            SectionKind? inner = setting.Kind switch
            {
                SectionKind nested => nested,
                IListKind { Element: SectionKind element } => element,
                TimingKind => TimingSchema.Section,
                _ => null,
            };
            foreach ((string, Setting, SectionKind) row in inner is null ? [] : Walk(below, inner))
            {
                yield return row;
            }
        }
    }
}
