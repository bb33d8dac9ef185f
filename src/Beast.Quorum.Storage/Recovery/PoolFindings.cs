using Beast.Quorum.Core.Recovery;
using Beast.Quorum.Storage.Text;

namespace Beast.Quorum.Storage.Recovery;

/// <summary>What the status of a pool means for its recovery.</summary>
internal static class PoolFindings
{
    /// <summary>Most lines about damage that are kept; a pool can have thousands of damaged objects.</summary>
    public const int MostDamage = 100;

    public static PoolFinding Of(PoolStatus status)
    {
        PoolScan scan = Foremost(status.Scans);
        List<string> damage =
        [
            .. status.Devices.Where(device => device.HasErrors).Select(Device),
            .. status.Objects,
        ];
        bool works = status.State is "ONLINE" or "DEGRADED";
        bool sound = works && damage.Count == 0 && status.ErrorCount == 0;
        return new PoolFinding
        {
            Pool = status.Pool,
            Condition = sound ? PoolCondition.Sound : PoolCondition.Damaged,
            State = status.State,
            Scan = scan.Progress,
            IsScrub = scan.IsScrub,
            Percent = scan.Percent,
            Left = scan.Left,
            ScanText = scan.Text,
            Errors = status.Errors,
            Damage = damage.Count > MostDamage
                ? [.. damage.Take(MostDamage), $"and {damage.Count - MostDamage} more: zpool status -v {status.Pool}"]
                : damage,
            Advice = status.MessageId.Length > 0 ? $"{status.Action} ({status.MessageId})" : status.Action,
        };
    }

    public static PoolFinding Unread(string pool, string why) =>
        new() { Pool = pool, Condition = PoolCondition.Unread, Errors = OneLine.Of(why) };

    /// <summary>What runs, else a scrub, else whatever is told first.</summary>
    private static PoolScan Foremost(IReadOnlyList<PoolScan> scans) =>
        scans.FirstOrDefault(scan => scan.Progress is ScanProgress.Running or ScanProgress.Paused)
        ?? scans.FirstOrDefault(scan => scan.IsScrub)
        ?? (scans.Count > 0 ? scans[0] : new PoolScan(ScanProgress.None, false, ""));

    private static string Device(PoolDevice device)
    {
        string note = device.Note.Length > 0 ? $" ({device.Note})" : "";
        return $"{device.Name} {device.State}: {device.Read} read, {device.Write} write, {device.Checksum} checksum "
            + $"errors{note}";
    }
}
