using Beast.Quorum.Core.Recovery;
using Beast.Quorum.Storage.Recovery;
using Beast.Quorum.Storage.Tests.Support;

namespace Beast.Quorum.Storage.Tests.Recovery;

[TestFixture]
internal sealed class PoolStatusTextTests
{
    private static readonly string[] PapersObjects = ["<metadata>:<0x1b>", "<metadata>:<0x20>"];

    [TestCase("10.4, never scrubbed", ScanProgress.None)]
    [TestCase("10.4, after a scrub", ScanProgress.Finished)]
    [TestCase("10.4, two pools without their log", ScanProgress.None)]
    [TestCase("10.4, missing devices", ScanProgress.None)]
    public void A_pool_without_errors_is_sound_though_a_device_may_be_missing(string name, ScanProgress scan)
    {
        PoolFinding finding = PoolFindings.Of(Read(name)[0]);
        Assert.That((finding.Condition, finding.Scan), Is.EqualTo((PoolCondition.Sound, scan)));
        Assert.That(finding.Errors, Is.EqualTo("No known data errors"));
    }

    [Test]
    public void Several_pools_are_told_apart()
    {
        IReadOnlyList<PoolStatus> pools = Read("10.4, two pools without their log");
        Assert.That(pools, Has.Count.EqualTo(2));
        Assert.That(pools[0].State, Is.EqualTo("DEGRADED"));
        Assert.That(pools[0].MessageId, Is.EqualTo("ZFS-8000-2Q"));
        Assert.That(pools[0].Status, Is.EqualTo("One or more devices could not be opened. Sufficient replicas exist "
            + "for the pool to continue functioning in a degraded state."));
        Assert.That(pools[0].Action, Does.StartWith("Attach the missing device"));
        PoolDevice log = pools[1].Devices[^1];
        Assert.That((log.Name, log.State, log.Note), Is.EqualTo(("5929988443506144506", "UNAVAIL", "was /dev/md12")));
    }

    [Test]
    public void Counted_errors_and_counters_are_damage()
    {
        PoolStatus pool = Read("10.4, data errors counted")[0];
        Assert.That(pool.ErrorCount, Is.EqualTo(3));
        PoolFinding finding = PoolFindings.Of(pool);
        Assert.That(finding.Condition, Is.EqualTo(PoolCondition.Damaged));
        Assert.That(finding.Damage, Has.Count.EqualTo(4));
        Assert.That(finding.Damage[2], Is.EqualTo("ada1 ONLINE: 0 read, 0 write, 19 checksum errors"));
        Assert.That(finding.Advice, Does.Contain("Restore the file").And.Contain("ZFS-8000-8A"));
    }

    [Test]
    public void Counters_alone_are_damage()
    {
        const string Ada1 = "ada1    ONLINE       0     0  ";
        string text = Transcript.Get("zpool-status", "10.4, never scrubbed").StandardOutput
            .Replace(Ada1 + "   0", Ada1 + "  19", StringComparison.Ordinal);
        Assert.That(PoolStatusText.TryParse(text, out var pools), Is.True);
        Assert.That(PoolFindings.Of(pools[0]).Condition, Is.EqualTo(PoolCondition.Damaged));
    }

    [Test]
    public void Permanent_errors_are_listed()
    {
        PoolStatus pool = Read("10.4, the paper's errors")[0];
        Assert.That(pool.Objects, Is.EqualTo(PapersObjects));
        Assert.That(pool.ErrorCount, Is.EqualTo(2));
        PoolScan scan = pool.Scans[0];
        Assert.That((scan.Progress, scan.IsScrub, scan.Repaired, scan.Errors),
            Is.EqualTo((ScanProgress.Finished, true, "1K", (long?)2)));
        Assert.That(PoolFindings.Of(pool).Damage, Is.SupersetOf(PapersObjects));
    }

    [Test]
    public void A_suspended_pool_is_damaged_whatever_it_says_about_errors()
    {
        PoolFinding finding = PoolFindings.Of(Read("OpenZFS 2.3, suspended")[0]);
        Assert.That((finding.Condition, finding.State), Is.EqualTo((PoolCondition.Damaged, "SUSPENDED")));
        Assert.That(finding.Damage[0],
            Is.EqualTo("ada1 FAULTED: 3 read, 128 write, 0 checksum errors (too many errors)"));
    }

    [Test]
    public void A_scan_that_runs_comes_before_one_that_has_ended()
    {
        PoolFinding finding = PoolFindings.Of(Read("OpenZFS 2.4, a rebuild and a scrub")[0]);
        Assert.That((finding.Scan, finding.IsScrub, finding.Percent),
            Is.EqualTo((ScanProgress.Running, false, (double?)25)));
        Assert.That(finding.Left, Is.EqualTo(TimeSpan.FromSeconds(30)));
    }

    [Test]
    public void A_long_list_of_damage_is_cut_and_says_so()
    {
        string text = Transcript.Get("zpool-status", "10.4, the paper's errors").StandardOutput
            + string.Concat(Enumerable.Range(0, 500).Select(n => $"        beast/v0:<0x{n:x}>\n"));
        Assert.That(PoolStatusText.TryParse(text, out var pools), Is.True);
        PoolFinding finding = PoolFindings.Of(pools[0]);
        Assert.That(finding.Damage, Has.Count.EqualTo(PoolFindings.MostDamage + 1));
        Assert.That(finding.Damage[^1], Does.StartWith("and ").And.EndWith("zpool status -v ctrl-a_m0"));
    }

    [Test]
    public void A_list_of_errors_that_was_cut_is_still_damage()
    {
        string text = Transcript.Get("zpool-status", "10.4, the paper's errors").StandardOutput
            + new string('x', PoolStatusText.MostCharacters);
        Assert.That(PoolStatusText.TryParse(text, out var pools), Is.True);
        Assert.That(PoolFindings.Of(pools[0]).Condition, Is.EqualTo(PoolCondition.Damaged));
    }

    [TestCase("")]
    [TestCase("no pools available\n")]
    [TestCase("all pools are healthy\n")]
    [TestCase("  pool: beast\n state: ONLINE\n")]
    public void What_is_no_status_is_not_read(string text) =>
        Assert.That(PoolStatusText.TryParse(text, out _), Is.False);

    [Test]
    public void A_list_of_errors_that_names_none_is_no_proof_of_a_sound_pool()
    {
        const string Text = "  pool: beast\n state: ONLINE\n  scan: none requested\nconfig:\n\n"
            + "\tNAME   STATE  READ WRITE CKSUM\n\tbeast  ONLINE  0  0  0\n\n"
            + "errors: Permanent errors have been detected\n";
        Assert.That(PoolStatusText.TryParse(Text, out var pools), Is.True);
        Assert.That(PoolFindings.Of(pools.Single()).Condition, Is.EqualTo(PoolCondition.Damaged));
    }

    [Test]
    public void A_status_that_was_cut_anywhere_is_never_read_as_that_of_a_sound_pool()
    {
        string whole = Transcript.Get("zpool-status", "10.4, data errors counted").StandardOutput;
        for (int length = 0; length < whole.Length; length++)
        {
            bool sound = PoolStatusText.TryParse(whole[..length], out var pools)
                && PoolFindings.Of(pools[0]).Condition == PoolCondition.Sound;
            Assert.That(sound, Is.False, whole[..length]);
        }
    }

    [TestCase("scan: none requested", "scan: something new since Sat Nov 21")]
    [TestCase("ada1    ONLINE       0     0     0", "ada1    ONLINE       0     none")]
    [TestCase("	NAME        STATE     READ WRITE CKSUM\n", "")]
    [TestCase(" state: ONLINE", " state: all is well")]
    [TestCase("errors: No known data errors\n", "")]
    public void A_strange_status_is_not_read(string part, string instead)
    {
        string text = Transcript.Get("zpool-status", "10.4, never scrubbed").StandardOutput;
        Assert.That(PoolStatusText.TryParse(text, out _), Is.True);
        Assert.That(text, Does.Contain(part));
        Assert.That(PoolStatusText.TryParse(text.Replace(part, instead, StringComparison.Ordinal), out _), Is.False);
    }

    private static IReadOnlyList<PoolStatus> Read(string name)
    {
        string text = Transcript.Get("zpool-status", name).StandardOutput;
        Assert.That(PoolStatusText.TryParse(text, out IReadOnlyList<PoolStatus> pools), Is.True);
        return pools;
    }
}
