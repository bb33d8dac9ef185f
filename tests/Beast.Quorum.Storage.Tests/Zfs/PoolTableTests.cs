using Beast.Quorum.Storage.Zfs;

namespace Beast.Quorum.Storage.Tests.Zfs;

[TestFixture]
internal sealed class PoolTableTests
{
    private const string Illumos = """
          pool: beast
         state: ONLINE
          scan: none requested
        config:

        	NAME        STATE     READ WRITE CKSUM
        	beast       ONLINE       0     0     0
        	  mirror-0  ONLINE       0     0     0
        	    ada1    ONLINE       0     0     0
        	    ada2    ONLINE       0     0     0
        	logs
        	  ada3      ONLINE       0     0     0

        errors: No known data errors

        """;

    private const string MissingLog = """
          pool: plog
         state: DEGRADED
        status: One or more devices could not be opened.  Sufficient replicas exist for
        	the pool to continue functioning in a degraded state.
        action: Attach the missing device and online it using 'zpool online'.
           see: http://illumos.org/msg/ZFS-8000-2Q
          scan: none requested
        config:

        	NAME                   STATE     READ WRITE CKSUM
        	plog                   DEGRADED     0     0     0
        	  mirror-0             ONLINE       0     0     0
        	    md10               ONLINE       0     0     0
        	    md11               ONLINE       0     0     0
        	logs
        	  5929988443506144506  UNAVAIL      0     0     0  was /dev/md12

        errors: No known data errors

        """;

    [Test]
    public void The_names_of_a_real_status_are_read_in_order()
    {
        Assert.That(PoolTable.TryParse(Illumos, out PoolTable layout), Is.True);
        Assert.That(layout.Names, Is.EqualTo((string[])["beast", "mirror-0", "ada1", "ada2", "logs", "ada3"]));
        Assert.That(layout.Devices, Is.Empty, "names are no paths");
    }

    [Test]
    public void With_P_the_devices_are_paths()
    {
        string text = Illumos.Replace("ada", "/dev/ada", StringComparison.Ordinal);
        Assert.That(PoolTable.TryParse(text, out PoolTable layout), Is.True);
        Assert.That(layout.Devices, Is.EqualTo((string[])["/dev/ada1", "/dev/ada2", "/dev/ada3"]));
    }

    [Test]
    public void A_missing_device_has_no_path_and_changes_the_layout()
    {
        Assert.That(PoolTable.TryParse(MissingLog, out PoolTable layout), Is.True);
        Assert.That(layout.Names[^1], Is.EqualTo("5929988443506144506"));
        Assert.That(layout.Devices, Is.Empty);
        _ = PoolTable.TryParse(
            MissingLog.Replace("5929988443506144506", "md12", StringComparison.Ordinal), out PoolTable whole);
        Assert.That(layout.IsSameAs(whole), Is.False);
        Assert.That(layout.IsSameAs(layout with { }), Is.True);
    }

    [TestCase("")]
    [TestCase("no pools available\n")]
    [TestCase("config:\n\n\tNAME STATE\n")]
    public void A_text_without_a_table_is_refused(string text) =>
        Assert.That(PoolTable.TryParse(text, out _), Is.False);

    [Test]
    public void A_text_as_long_as_the_limit_was_cut() => Assert.That(
        PoolTable.TryParse(Illumos + new string('\n', PoolList.MostCharacters), out _), Is.False);

    [TestCase("   see: http://illumos.org/msg/ZFS-8000-HC", true)]
    [TestCase("   see: http://illumos.org/msg/ZFS-8000-JQ", true)]
    [TestCase("   see: https://openzfs.github.io/openzfs-docs/msg/ZFS-8000-MM", true)]
    [TestCase(" state: SUSPENDED", true)]
    [TestCase("   see: http://illumos.org/msg/ZFS-8000-2Q", false)]
    [TestCase(" state: ONLINE", false)]
    [TestCase("errors: SUSPENDED", false)]
    public void A_suspended_pool_is_told_by_its_message(string line, bool suspended) =>
        Assert.That(SuspendedPool.Is($"  pool: beast\n{line}\n"), Is.EqualTo(suspended));
}
