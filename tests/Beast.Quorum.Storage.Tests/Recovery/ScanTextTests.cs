using Beast.Quorum.Core.Recovery;
using Beast.Quorum.Storage.Recovery;
using Beast.Quorum.Storage.Tests.Support;

namespace Beast.Quorum.Storage.Tests.Recovery;

[TestFixture]
internal sealed class ScanTextTests
{
    [TestCase("10.4, scrub runs", 26.97, "00:04:00", "12.3M", "", "0")]
    [TestCase("12, scrub runs", 9.77, "00:01:32", "123M", "45.6M", "0")]
    [TestCase("OpenZFS 2.1, scrub runs for days", 3.06, "1.02:14:05", "4.12G", "512M", "1.5M")]
    public void A_running_scrub_tells_percentage_time_left_and_rates(
        string name, double percent, string left, string scanRate, string issueRate, string repaired)
    {
        string text = Transcript.Get("zpool-status", name).StandardOutput;
        Assert.That(PoolStatusText.TryParse(text, out var pools), Is.True);
        PoolScan scan = pools[0].Scans[0];
        Assert.That((scan.Progress, scan.IsScrub), Is.EqualTo((ScanProgress.Running, true)));
        Assert.That(scan.Percent, Is.EqualTo(percent));
        Assert.That(scan.Left, Is.EqualTo(TimeSpan.Parse(left, System.Globalization.CultureInfo.InvariantCulture)));
        Assert.That((scan.ScanRate, scan.IssueRate, scan.Repaired), Is.EqualTo((scanRate, issueRate, repaired)));
    }

    [TestCase("1.00G scanned out of 4.00G at 1.2K/s, (scan is slow, no estimated time)\n0 repaired, 25.00% done")]
    [TestCase("1G scanned at 1K/s, 1G issued at 0/s, 4G total\n0 repaired, 25.00% done, no estimated completion time")]
    [TestCase("1G / 4G scanned, 1G / 4G issued\n0B repaired, 25.00% done, no estimated completion time")]
    public void A_running_scrub_may_not_know_how_long_it_takes(string progress)
    {
        PoolScan scan = Read($"scrub in progress since Sat Nov 21 10:34:16 2026\n{progress}");
        Assert.That((scan.Percent, scan.Left), Is.EqualTo(((double?)25, (TimeSpan?)null)));
    }

    [TestCase("scrub repaired 0 in 0h0m with 0 errors on Sat Nov 21 10:34:24 2026", "0", 0)]
    [TestCase("scrub repaired 1K in 0h0m with 2 errors on Sat Nov 21 10:34:24 2026", "1K", 2)]
    [TestCase("scrub repaired 0 in 0 days 00:00:12 with 0 errors on Sat Nov 21 10:34:24 2026", "0", 0)]
    [TestCase("scrub repaired 128K in 00:00:12 with 7 errors on Sat Nov 21 10:34:24 2026", "128K", 7)]
    [TestCase("scrub repaired 0B in 3 days 04:05:06 with 0 errors on Sat Nov 21 10:34:24 2026", "0B", 0)]
    public void A_finished_scrub_tells_what_it_repaired(string text, string repaired, long errors)
    {
        PoolScan scan = Read(text);
        Assert.That((scan.Progress, scan.IsScrub), Is.EqualTo((ScanProgress.Finished, true)));
        Assert.That((scan.Repaired, scan.Errors), Is.EqualTo((repaired, (long?)errors)));
    }

    [TestCase("none requested", ScanProgress.None, false)]
    [TestCase("scrub paused since Sat Nov 21 10:34:16 2026\nscrub started on Sat Nov 21 10:30:00 2026",
        ScanProgress.Paused, true)]
    [TestCase("scrub canceled on Sat Nov 21 10:34:16 2026", ScanProgress.Canceled, true)]
    [TestCase("resilver in progress since Sat Nov 21 10:34:16 2026", ScanProgress.Running, false)]
    [TestCase("resilver canceled on Sat Nov 21 10:34:16 2026", ScanProgress.Canceled, false)]
    [TestCase("resilvered 1.2G in 0h0m with 0 errors on Sat Nov 21 10:34:16 2026", ScanProgress.Finished, false)]
    [TestCase("resilvered (mirror-0) 1.2G in 00:00:05 with 0 errors on Sat Nov 21 10:34:16 2026",
        ScanProgress.Finished, false)]
    [TestCase("thorough scrub in progress since Sat Nov 21 10:34:16 2026", ScanProgress.Running, true)]
    [TestCase("error scrub in progress since Sat Nov 21 10:34:16 2026", ScanProgress.Running, false)]
    public void Every_kind_of_scan_is_known(string text, ScanProgress progress, bool isScrub)
    {
        PoolScan scan = Read(text);
        Assert.That((scan.Progress, scan.IsScrub), Is.EqualTo((progress, isScrub)));
    }

    [TestCase("")]
    [TestCase("scrubbing")]
    [TestCase("no scrub in progress")]
    public void An_unknown_text_is_not_taken_for_no_scan(string text) =>
        Assert.That(ScanText.TryParse(text.Split('\n'), out _), Is.False);

    private static PoolScan Read(string text)
    {
        Assert.That(ScanText.TryParse(text.Split('\n'), out PoolScan scan), Is.True);
        return scan;
    }
}
