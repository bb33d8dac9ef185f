using Beast.Quorum.Core.Recovery;
using Beast.Quorum.Fuzz.Tests.Engine;
using Beast.Quorum.Storage.Recovery;

namespace Beast.Quorum.Fuzz.Tests.Targets.Storage;

/// <summary><c>zpool status -v</c>: a pool that is called sound says so itself, and shows no errors.</summary>
internal sealed class PoolStatusTarget : FuzzTarget
{
    public override string Name => "pool-status";

    public override IReadOnlyList<string> Words =>
    [
        "  pool: ", " state: ONLINE\n", "  scan: ", "config:\n", "errors: ", "No known data errors\n",
        "\tNAME        STATE     READ WRITE CKSUM\n", "% done", " days ", " to go", "scrub in progress since ",
        "3 data errors, use '-v' for a list\n", "Permanent errors have been detected in the following files:\n",
        "        <metadata>:<0x1b>\n", "1.2K", "UNAVAIL", "99999999:99:99 to go",
    ];

    public override Depth Run(byte[] input)
    {
        string text = Text(input);
        if (!PoolStatusText.TryParse(text, out IReadOnlyList<PoolStatus> pools))
        {
            Must(pools.Count == 0, "a status that is not taken gives pools");
            return text.Contains("pool:", StringComparison.Ordinal) ? Depth.Looked : Depth.Refused;
        }

        foreach (PoolStatus pool in pools)
        {
            PoolFinding finding = PoolFindings.Of(pool);
            bool sound = finding.Condition == PoolCondition.Sound;
            Must(!sound || (finding.State is "ONLINE" or "DEGRADED" && finding.Damage.Count == 0), "sound with damage");
            Must(!sound || text.Contains("No known data errors", StringComparison.Ordinal), "sound without its word");
            Must(finding.Percent is not (< 0 or > 1000) && !(finding.Left < TimeSpan.Zero), "a progress that is none");
            Must(finding.Damage.Count <= PoolFindings.MostDamage + 1, "more damage than is kept");
            Must(finding.Damage.Append(finding.Errors).Append(finding.ScanText).Append(finding.Pool)
                .All(line => Reference.IsOneLine(line, 2000)), "not one line");
        }

        return Depth.Accepted;
    }
}
