namespace Beast.Quorum.Core.Tests.Scenarios.Matrix;

/// <summary>All rows of the evidence matrix: which paths are alive, who owns, who is well, maintenance.</summary>
internal static class EvidenceMatrix
{
    private static readonly bool[] Settings = [false, true];

    public static IEnumerable<EvidenceRow> Everything =>
        from owner in Enum.GetValues<Owner>()
        from health in Enum.GetValues<Health>()
        from paths in Enum.GetValues<Paths>()
        from maintenance in Settings
        select new EvidenceRow(owner, health, paths, maintenance);

    public static IEnumerable<EvidenceRow> Rows => Everything.Where(row => Impossible(row) is null);

    /// <summary>Why a row has no scenario; null if it has one. The only place that leaves rows out.</summary>
    public static string? Impossible(EvidenceRow row) => row switch
    {
        { Health: Health.MyServiceFailed, Owner: not Owner.Me } =>
            "this node serves nothing, so nothing that it serves can fail",
        { Health: Health.PeersServiceFailed, Owner: not Owner.Peer } =>
            "the peer serves nothing, so nothing that it serves can fail",
        { Owner: Owner.Wiped, Paths: Paths.Unsure or Paths.UnsureOnly } =>
            "a wiped register has eight invalid blocks: the rows whose device works are unsure already",
        _ => null,
    };

    /// <summary>The text of the scenario that plays these rows, without outputs.</summary>
    public static string Text(IEnumerable<EvidenceRow> rows)
    {
        EvidenceRow[] all = [.. rows];
        IEnumerable<string> lines = all[0].Description.Split('\n').Select(line => $"# {line}");
        foreach (EvidenceRow row in all)
        {
            lines = lines.Concat(["", $"# Maintenance is {(row.Maintenance ? "on" : "off")}.", .. row.Commands()]);
        }

        return string.Join('\n', lines) + "\n";
    }
}
