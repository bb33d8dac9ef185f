using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Storage.Fencing;

namespace Beast.Quorum.Storage.Tests.Fencing;

/// <summary>Which disks a pool has, and how many of them must obey.</summary>
[TestFixture]
internal sealed class LayoutTests
{
    private const string Status = """
          pool: beast
         state: ONLINE
          scan: none requested
        config:

        \tNAME        STATE     READ WRITE CKSUM
        \tbeast       ONLINE       0     0     0
        \t  mirror-0  ONLINE       0     0     0
        \t    ada1    ONLINE       0     0     0
        \t    ada2    ONLINE       0     0     0
        \tlogs
        \t  ada3      ONLINE       0     0     0

        errors: No known data errors

        """;

    private const string Import = """
           pool: other
             id: 1
          state: ONLINE
         config:

        \tother       ONLINE
        \t  da9       ONLINE

           pool: beast
             id: 3443249971426090515
          state: ONLINE
         action: The pool can be imported using its name or numeric identifier.
         config:

        \tbeast       ONLINE
        \t  mirror-0  ONLINE
        \t    ada1    ONLINE
        \t    ada2    ONLINE
        \tlogs
        \t  ada3      ONLINE

        """;

    private const string Rich = """
          pool: beast
         state: DEGRADED
        config:

        \tNAME                     STATE     READ WRITE CKSUM
        \tbeast                    DEGRADED     0     0     0
        \t  raidz2-0               DEGRADED     0     0     0
        \t    da1p2                ONLINE       0     0     0
        \t    gpt/two              ONLINE       0     0     0
        \t    spare-2              DEGRADED     0     0     0
        \t      7331183911         UNAVAIL      0     0     0  was /dev/da3
        \t      da7                ONLINE       0     0     0  (resilvering)
        \t  da4                    ONLINE       0     0     0
        \tspecial
        \t  mirror-2               ONLINE       0     0     0
        \t    da5                  ONLINE       0     0     0
        \tcache
        \t  nvd0                   ONLINE       0     0     0
        \tspares
        \t  da7                    INUSE     currently in use

        errors: No known data errors

        """;

    [TestCase(Status)]
    [TestCase(Import)]
    public void The_disks_of_the_papers_pool_are_read_from_both_texts(string text) =>
        Assert.That(Leaves(text), Is.EqualTo("mirror-0/ada1 mirror-0/ada2 ada3/ada3"));

    [Test]
    public void Spares_in_use_and_special_devices_count_and_cache_devices_do_not() => Assert.That(
        Leaves(Rich),
        Is.EqualTo("raidz2-0/da1p2 raidz2-0/gpt/two raidz2-0/7331183911 raidz2-0/da7 da4/da4 mirror-2/da5"));

    [TestCase("")]
    [TestCase("no pools available\n")]
    [TestCase("  pool: beast\n state: ONLINE\nconfig:\n\n\tNAME  STATE\n")]
    [TestCase("  pool: beaster\nconfig:\n\n\tbeaster  ONLINE\n\t  da1  ONLINE\n")]
    public void A_text_without_the_pool_gives_no_disks(string text)
    {
        Assert.That(PoolLayout.TryParse(text, "beast", out IReadOnlyList<PoolLeaf> leaves), Is.False);
        Assert.That(leaves, Is.Empty);
    }

    [TestCase("/dev/da0", "/dev/da0")]
    [TestCase("/dev/da0p1", "/dev/da0")]
    [TestCase("/dev/da12s1a", "/dev/da12")]
    [TestCase("/dev/ada0p3", "/dev/ada0")]
    [TestCase("/dev/sda1", "/dev/sda")]
    [TestCase("/dev/sdaa", "/dev/sdaa")]
    [TestCase("/dev/nvme0n1p2", "/dev/nvme0n1")]
    [TestCase("/dev/nvme0n1", "/dev/nvme0n1")]
    [TestCase("/dev/multipath/disk0", null)]
    [TestCase("/dev/gpt/quorum", null)]
    [TestCase("/dev/7331183911", null)]
    [TestCase("/var/db/quorum", null)]
    [TestCase("/dev/da0xyz", null)]
    public void The_whole_disk_is_told_from_a_name_that_tells_it(string path, string? disk) =>
        Assert.That(WholeDisk.Of(path), Is.EqualTo(disk));

    [TestCase("mirror-0 mirror-0", "11", true)]
    [TestCase("mirror-0 mirror-0", "10", false, Description = "half is less than nine of ten")]
    [TestCase("m m m m m m m m m m", "0111111111", false, Description = "a disk by itself has no redundancy")]
    [TestCase("raidz1-0 *10", "0111111111", true)]
    [TestCase("raidz1-0 *20", "00111111111111111111", false, Description = "two of raidz1")]
    [TestCase("raidz2-0 *20", "00111111111111111111", true)]
    [TestCase("raidz-0 *10", "0111111111", true)]
    [TestCase("raidz2-0 *20 log", "111111111111111111110", false, Description = "the log")]
    [TestCase("mirror-0 *19 mirror-1", "11111111111111111110", false, Description = "a whole vdev")]
    public void Nine_of_ten_and_every_vdev_must_obey(string vdevs, string obey, bool suffices)
    {
        List<string> names = [];
        foreach (string word in vdevs.Split(' '))
        {
            names.AddRange(word[0] == '*' ? Enumerable.Repeat(names[^1], int.Parse(word[1..]) - 1) : [word]);
        }

        DiskOutcome[] outcomes = [.. names.Select((vdev, index) => new DiskOutcome(
            new FencedDisk("beast", vdev, $"da{index}", []), obey[index] == '1', "silent"))];
        Assert.That(Coverage.Suffices("beast", outcomes, out string text), Is.EqualTo(suffices), text);
        Assert.That(text, suffices ? Does.StartWith("pool beast: ") : Does.Contain("silent"));
    }

    private static string Leaves(string text)
    {
        string real = text.Replace("\\t", "\t", StringComparison.Ordinal);
        Assert.That(PoolLayout.TryParse(real, "beast", out IReadOnlyList<PoolLeaf> leaves), Is.True);
        return string.Join(' ', leaves.Select(leaf => $"{leaf.Vdev}/{leaf.Name}"));
    }
}
