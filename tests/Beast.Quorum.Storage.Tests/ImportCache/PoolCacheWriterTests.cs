using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Storage.ImportCache;
using Beast.Quorum.Storage.Tests.Support;
using Beast.Quorum.Storage.Zfs;

namespace Beast.Quorum.Storage.Tests.ImportCache;

[TestFixture]
internal sealed class PoolCacheWriterTests
{
    private const string Rows = "/sbin/zpool list -H -p -o name,guid,health";
    private const string ReadOnly = "/sbin/zpool get -H -o value readonly beast";
    private const string Property = "/sbin/zpool get -H -o value cachefile beast";
    private const string SetNone = "/sbin/zpool set cachefile=none beast";
    private const string Status = "/sbin/zpool status -P beast";
    private const string Table =
        "config:\n\n\tNAME STATE\n\tbeast ONLINE\n\t  mirror-0 ONLINE\n\t    /dev/ada1 ONLINE\n" +
        "\t    /dev/ada2 ONLINE\n\n";

    private CacheFiles files = null!;
    private FakeHost host = null!;
    private PoolCacheWriter writer = null!;
    private string property = "none";
    private bool losing;
    private byte[] written = CacheFiles.Xdr();

    private string Transient => files.Store.TransientPath("beast");

    private string SetFile => $"/sbin/zpool set cachefile={Transient} beast";

    [SetUp]
    public void Prepare()
    {
        files = new CacheFiles();
        files.Store.MakeDirectory();
        (property, written) = ("none", CacheFiles.Xdr());
        host = new FakeHost(stateDirectory: files.StateDirectory).Knows(ZfsFamily.OpenZfs);
        host.On(Property, _ => Transcript.Exit(0, property + "\n"));
        host.Log.Clear();
        writer = new PoolCacheWriter(host.System, files.Store, 0);
    }

    [TearDown]
    public void Remove() => files.Dispose();

    [Test]
    public void The_property_is_set_read_copied_and_set_back()
    {
        Kernel();
        Assert.That(Keep(out string why), Is.EqualTo(CacheUpkeep.Written), why);
        Assert.That(host.Log[^5..], Is.EqualTo(new[] { Status, Property, SetFile, SetNone, Property }));
        Assert.That(property, Is.EqualTo("none"));
        Assert.That(File.Exists(Transient), Is.False);
        Assert.That(files.Store.TryLoad("beast", out PoolCache kept), Is.True);
        Assert.That(kept.Header.Devices, Is.EqualTo((string[])["/dev/ada1", "/dev/ada2"]));
        Assert.That((kept.Header.Guid, kept.Header.Node), Is.EqualTo((CacheFiles.Guid, 0)));
    }

    [Test]
    public void The_file_that_the_kernel_writes_is_in_no_place_that_a_boot_reads()
    {
        Kernel();
        Keep(out _);
        string[] set = [.. host.Log.Where(line => line.Contains(" set ", StringComparison.Ordinal))];
        Assert.That(set, Is.EqualTo((string[])[$"/sbin/zpool set cachefile={Transient} beast", SetNone]));
        Assert.That(Transient, Does.StartWith(files.StateDirectory));
        Assert.That(Path.GetFileName(Transient), Is.Not.EqualTo("zpool.cache"));
    }

    [Test]
    public void While_the_devices_stay_the_same_nothing_is_set()
    {
        Kernel();
        Keep(out _);
        host.Log.Clear();
        Assert.That(Keep(out _), Is.EqualTo(CacheUpkeep.Current));
        Assert.That(host.Log, Has.None.Contains(" set "));
        Assert.That(Keep(out _, anew: true), Is.EqualTo(CacheUpkeep.Written));
    }

    [Test]
    public void Other_devices_or_a_file_of_the_other_node_are_a_reason_to_write()
    {
        Kernel(Table, Table.Replace("ada2", "ada9", StringComparison.Ordinal));
        Keep(out _);
        Assert.That(Keep(out _), Is.EqualTo(CacheUpkeep.Written), "another disk");
        Assert.That(Keep(out _), Is.EqualTo(CacheUpkeep.Current));
        files.Keep();
        Assert.That(Keep(out _), Is.EqualTo(CacheUpkeep.Written), "the peer's file");
    }

    [TestCase("-")]
    [TestCase("/boot/zfs/zpool.cache")]
    public void A_property_that_somebody_set_is_reported_and_left_alone(string value)
    {
        Kernel();
        property = value;
        Assert.That(Keep(out string why), Is.EqualTo(CacheUpkeep.Exposed));
        Assert.That(why, Does.Contain("at boot").And.Contain("zpool set cachefile=none beast"));
        Assert.That(host.Log, Has.None.Contains(" set "));
    }

    [Test]
    public void What_a_killed_daemon_left_is_set_back_first()
    {
        Kernel();
        property = Transient;
        Assert.That(Keep(out _), Is.EqualTo(CacheUpkeep.Written));
        Assert.That(host.Log.First(line => line.Contains(" set ", StringComparison.Ordinal)), Is.EqualTo(SetNone));
        Assert.That(property, Is.EqualTo("none"));
    }

    [Test]
    public void A_file_of_another_pool_is_not_kept_and_the_property_is_none_again()
    {
        Kernel();
        written = CacheFiles.Xdr(guid: 1);
        Assert.That(Keep(out string why), Is.EqualTo(CacheUpkeep.NotMade));
        Assert.That(why, Does.Contain("3443249971426090515"));
        Assert.That(property, Is.EqualTo("none"));
        Assert.That(files.Store.TryLoad("beast", out _), Is.False);
    }

    [Test]
    public void A_zpool_that_cannot_set_it_leaves_the_property_as_it_was()
    {
        Kernel();
        host = new FakeHost(stateDirectory: files.StateDirectory).Knows(ZfsFamily.Illumos);
        CommandResult usage = Transcript.Exit(2, "", "unrecognized command 'set'\nusage: zpool command args ...\n");
        host.On(Rows, Transcript.Exit(0, $"beast\t{CacheFiles.Guid}\tONLINE\n"))
            .On(ReadOnly, Transcript.Exit(0, "off\n")).On(Property, Transcript.Exit(0, "none\n"))
            .On("/sbin/zpool status beast", Transcript.Exit(0, Table)).On(SetFile, usage).On(SetNone, usage);
        writer = new PoolCacheWriter(host.System, files.Store, 0);
        Assert.That(Keep(out string why), Is.EqualTo(CacheUpkeep.NotMade));
        Assert.That(why, Does.Contain("(Usage, exit 2)"));
    }

    [Test]
    public void A_property_that_does_not_go_back_is_said()
    {
        Kernel(restores: false);
        Assert.That(Keep(out string why), Is.EqualTo(CacheUpkeep.NotRestored));
        Assert.That(why, Does.Contain("could not be set back to none"));
        Assert.That(files.Store.TryLoad("beast", out _), Is.False);
    }

    [Test]
    public void Without_the_lease_nothing_is_set_and_nothing_is_set_back()
    {
        Kernel();
        host.MayStart = false;
        Assert.That(Keep(out _), Is.EqualTo(CacheUpkeep.NotMade));
        Assert.That(host.Log, Is.Empty);
        host.MayStart = true;
        losing = true;
        Assert.That(Keep(out string why), Is.EqualTo(CacheUpkeep.NotRestored));
        Assert.That(why, Does.Contain("lease"));
        Assert.That(host.Log, Does.Not.Contain(SetNone));
    }

    [TestCase("SUSPENDED")]
    [TestCase("FAULTED")]
    [TestCase("UNAVAIL")]
    public void A_pool_that_is_not_well_is_left_alone(string health)
    {
        Kernel(health: health);
        Assert.That(Keep(out string why), Is.EqualTo(CacheUpkeep.NotMade));
        Assert.That(why, Does.Contain(health));
        Assert.That(host.Log, Has.None.Contains(" set "));
    }

    [Test]
    public void A_pool_that_only_its_message_shows_to_be_suspended_is_left_alone()
    {
        Kernel("   see: http://illumos.org/msg/ZFS-8000-HC\n" + Table);
        Assert.That(Keep(out string why), Is.EqualTo(CacheUpkeep.NotMade));
        Assert.That(why, Does.Contain("suspended"));
    }

    [Test]
    public void A_read_only_import_is_left_alone()
    {
        host.On(ReadOnly, Transcript.Exit(0, "on\n"));
        host.On(Rows, Transcript.Exit(0, $"beast\t{CacheFiles.Guid}\tONLINE\n"));
        Assert.That(Keep(out _), Is.EqualTo(CacheUpkeep.NotMade));
        Assert.That(host.Log, Has.None.Contains(" set "));
    }

    [Test]
    public void A_directory_that_takes_no_file_keeps_the_pool_from_being_touched()
    {
        Kernel();
        var store = new PoolCacheStore("/dev/null");
        writer = new PoolCacheWriter(host.System, store, 0);
        Assert.That(Keep(out string why), Is.EqualTo(CacheUpkeep.NotMade));
        Assert.That(why, Does.Contain("/dev/null"));
        Assert.That(host.Log, Has.None.Contains(" set "));
    }

    [Test]
    public void While_a_command_hangs_no_other_is_started()
    {
        host.On(Rows, Transcript.End(CommandEnd.Abandoned), Transcript.Exit(0));
        Keep(out _);
        Assert.That(Keep(out string why), Is.EqualTo(CacheUpkeep.NotMade));
        Assert.That(why, Does.Contain("hangs"));
        Assert.That(host.Log, Has.Count.EqualTo(1));
        host.Requests[^1].WhenGone!();
        Assert.That(Keep(out why), Is.EqualTo(CacheUpkeep.NotMade));
        Assert.That(why, Does.Contain("not imported"));
        Assert.That(host.Log, Has.Count.EqualTo(2));
    }

    private CacheUpkeep Keep(out string why, bool anew = false) =>
        writer.Keep("beast", anew, () => host.MayStart, out why);

    private void Kernel(string table = Table, string? then = null, bool restores = true, string health = "ONLINE")
    {
        losing = false;
        host.On(Rows, Transcript.Exit(0, $"zroot\t5\tONLINE\nbeast\t{CacheFiles.Guid}\t{health}\n"));
        host.On(ReadOnly, Transcript.Exit(0, "off\n"));
        host.On(Status, Transcript.Exit(0, table));
        if (then is not null)
        {
            host.On(Status, Transcript.Exit(0, then));
        }

        host.On(SetFile, _ =>
        {
            property = Transient;
            File.WriteAllBytes(Transient, written);
            host.MayStart = !losing;
            return Transcript.Exit(0);
        });
        host.On(SetNone, _ =>
        {
            property = restores ? "none" : property;
            File.Delete(Transient);
            return Transcript.Exit(0);
        });
    }
}
