namespace Beast.Quorum.Core.Configuration.Rules;

/// <summary>What must hold in the <c>arbitrator</c> section of one group.</summary>
internal static class ArbitratorRules
{
    private const int DefaultPort = 3260;

    public static void Check(GroupConfiguration group, string key, RuleFaults faults)
    {
        ArbitratorConfiguration paths = group.Arbitrator;
        string section = key + ".arbitrator";
        if (group.Profile != StorageProfile.Arbitrator)
        {
            faults.Need(
                paths == new ArbitratorConfiguration(),
                section,
                $"is given, but the profile is {group.Profile.Name()}; allowed: profile arbitrator, or no such section",
                key + ".profile");
            return;
        }

        faults.Need(
            IsVolume(paths.Provider, group.Pools),
            section + ".provider",
            $"\"{Words.Quotable(paths.Provider ?? "")}\" is not a volume of the group's pools; "
            + "allowed: /dev/zvol/POOL/VOLUME with a pool that stands under pools",
            key + ".pools");
        faults.Need(
            group.Backing.Count == 0,
            key + ".backing",
            "is given, but with profile arbitrator the provider is what must open; allowed: no backing",
            key + ".profile");
        faults.Need(
            group.StandbyImport == StandbyImport.None,
            key + ".standby_import",
            "is readonly, but the private LUN would hold the read-only volume open when it must be exported; "
            + "allowed: none with profile arbitrator",
            key + ".profile");
        Far(paths, section, faults);
    }

    /// <summary>Target and portal in one spelling, so that equal ones are equal texts; null if there is none.</summary>
    public static string? Far(ArbitratorConfiguration paths) =>
        paths.Portal is not null && paths.Target is not null && Portal(paths.Portal) is Endpoint portal
            ? $"{paths.Target} at {portal.Address} port {portal.Port}"
            : null;

    private static void Far(ArbitratorConfiguration paths, string section, RuleFaults faults)
    {
        int given = (paths.Multipath is null ? 0 : 1) + (paths.Portal is null ? 0 : 1) + (paths.Target is null ? 0 : 1);
        faults.Need(
            given is 0 or 3,
            section,
            "gives only some of multipath, portal and target; allowed: all three, or none on a node that reaches the "
            + "volume by its own import only");
        Bound<int> length = ConfigurationBounds.MultipathLength;
        faults.Need(
            paths.Multipath is null || (length.Allows(paths.Multipath.Length) && Words.IsName(paths.Multipath)),
            section + ".multipath",
            $"\"{Words.Quotable(paths.Multipath ?? "")}\" cannot be the name of a gmultipath device; "
            + $"allowed: {length.Least} to {length.Most} letters, digits and -_.");
        faults.Need(
            paths.Portal is null || Portal(paths.Portal) is { IsUnicast: true },
            section + ".portal",
            $"\"{Words.Quotable(paths.Portal ?? "")}\" is not the address of a host; "
            + $"allowed: 192.168.56.11, 192.168.56.11:{DefaultPort} or [fd00::1]:{DefaultPort}");
        faults.Need(
            paths.Target is null || IsTarget(paths.Target),
            section + ".target",
            $"\"{Words.Quotable(paths.Target ?? "")}\" is not an iSCSI name; allowed: iqn.YYYY-MM.DOMAIN:NAME in small "
            + "letters, eui.… or naa.…");
    }

    private static bool IsVolume(string? path, IReadOnlyList<string> pools) =>
        path is not null
        && path.Length <= ConfigurationBounds.PathLength
        && path.All(letter => char.IsAsciiLetterOrDigit(letter) || "-_.:/".Contains(letter))
        && !path.EndsWith('/')
        && pools.Any(pool => path.StartsWith($"/dev/zvol/{pool}/", StringComparison.Ordinal));

    private static Endpoint? Portal(string text) => Endpoint.Parse(text) ?? Endpoint.Parse($"{text}:{DefaultPort}");

    private static bool IsTarget(string name) =>
        ConfigurationBounds.TargetLength.Allows(name.Length)
        && (name.StartsWith("iqn.", StringComparison.Ordinal) || name.StartsWith("eui.", StringComparison.Ordinal)
            || name.StartsWith("naa.", StringComparison.Ordinal))
        && name.All(letter =>
            char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '-' or '.' or ':');
}
