using Beast.Quorum.Lab.Commands;
using Beast.Quorum.Lab.Faults;
using Beast.Quorum.Lab.Hosts;
using Beast.Quorum.Lab.Records;
using Beast.Quorum.Lab.Tests.Support;

namespace Beast.Quorum.Lab.Tests.Hosts;

/// <summary>Labels, the cache file, boots, and injected failures.</summary>
public sealed class PoolTests
{
    [Test]
    public void A_pool_that_another_host_has_is_refused_without_force_and_the_label_follows_the_force()
    {
        using var pair = new HostPair();
        pair.Do(0, "zpool import -N -o cachefile=none beast");
        CommandOutput refused = pair.Run(1, "zpool import -N beast");
        Assert.That(refused.Exit, Is.EqualTo(1));
        Assert.That(refused.Error, Does.StartWith("cannot import 'beast': pool may be in use from other system, "
            + "it was last accessed by ctrl-a (hostid: 0x19aa69e) on "));
        pair.Do(1, "zpool import -f -N -o cachefile=none beast");
        Assert.That(pair.Store.Label("beast")!.HostName, Is.EqualTo("ctrl-b"));
    }

    [Test]
    public void A_boot_imports_what_the_cache_file_lists()
    {
        using var pair = new HostPair();
        pair.Do(0, "zpool import -N beast");
        pair.Boot(0);
        Assert.That(pair.Run(0, "zpool list -H -o name").Out, Is.EqualTo("beast\n"));
    }

    [Test]
    public void A_boot_imports_nothing_that_was_imported_without_cache_file()
    {
        using var pair = new HostPair();
        pair.Do(0, "zpool import -N -o cachefile=none beast");
        pair.Boot(0);
        Assert.That(pair.Run(0, "zpool status").Out, Is.EqualTo("no pools available\n"));
        pair.Do(0, "zpool import -N beast");
    }

    [Test]
    public void A_boot_leaves_a_pool_that_the_other_host_took_and_says_so()
    {
        using var pair = new HostPair();
        pair.Do(0, "zpool import -N beast");
        pair.Do(1, "zpool import -f -N beast");
        pair.Boot(0);
        Assert.That(pair.Run(0, "zpool status").Out, Is.EqualTo("no pools available\n"));
        Assert.That(pair.Console(0), Does.Contain("Solaris: WARNING: pool 'beast' could not be loaded as it was last "
            + "accessed by another system (host: ctrl-b hostid: 0x7b75813c)."));
    }

    [Test]
    public void A_read_only_import_changes_neither_label_nor_cache_file()
    {
        using var pair = new HostPair();
        pair.Do(0, "zpool import -N -o cachefile=none beast");
        pair.Do(1, "zpool import -f -N -o readonly=on beast");
        Assert.That(pair.Run(1, "zpool get -H -o value readonly beast").Out, Is.EqualTo("on\n"));
        pair.Do(1, "zpool export beast");
        Assert.That(pair.Store.Label("beast")!, Has.Property("HostName").EqualTo("ctrl-a")
            .And.Property("Exported").False);
        Assert.That(File.Exists(pair.Paths.CacheFile(1)), Is.False);
    }

    [Test]
    public void An_injected_failure_is_told_as_often_as_ordered()
    {
        using var pair = new HostPair();
        ControlRequests.Run(pair.A, ["fail", "import", "1", "I/O error"]);
        CommandOutput failed = pair.Run(0, "zpool import -f -N beast");
        Assert.That((failed.Exit, failed.Error), Is.EqualTo((1, "cannot import 'beast': I/O error\n")));
        pair.Do(0, "zpool import -f -N beast");
        ControlRequests.Run(pair.A, ["fail", "export", "1", "pool is busy"]);
        Assert.That(pair.Run(0, "zpool export beast").Error, Is.EqualTo("cannot export 'beast': pool is busy\n"));
        pair.Do(0, "zpool export beast");
    }

    [Test]
    public void While_an_import_hangs_other_zpool_commands_wait_and_sysctl_does_not()
    {
        using var pair = new HostPair();
        pair.A.Faults.Hang(Operation.Import, true);
        Task<CommandOutput> import = Task.Run(() => pair.Run(0, "zpool import -f -N beast"));
        Eventually.True(() => CommandRecord.Load(pair.Paths.CommandLog(0)).Count == 1, "the import has begun");
        Eventually.True(() => !pair.A.Pools.Namespace.TryEnter() || Leave(pair), "the import holds the namespace");
        Task<CommandOutput> status = Task.Run(() => pair.Run(0, "zpool status"));
        Assert.That(pair.Run(0, "sysctl -n kern.cam.ctl.ha_role").Out, Is.EqualTo("1\n"));
        Assert.That(import.IsCompleted || status.IsCompleted, Is.False);
        pair.A.Faults.Hang(Operation.Import, false);
        Assert.That(import.Result.Exit, Is.Zero);
        Assert.That(status.Result.Out, Does.Contain("pool: beast"));
    }

    [Test]
    public void Every_command_is_recorded_with_its_exit_code()
    {
        using var pair = new HostPair();
        pair.Run(0, "zpool status nosuch");
        pair.Do(0, "zpool import -N beast");
        IReadOnlyList<CommandRecord> records = CommandRecord.Load(pair.Paths.CommandLog(0));
        Assert.That(records.Select(record => (record.Command, record.Exit)),
            Is.EqualTo(new (string, int?)[] { ("zpool status nosuch", 1), ("zpool import -N beast", 0) }));
        Assert.That(records[0].Ended, Is.GreaterThanOrEqualTo(records[0].Started));
    }

    [TestCase("zpool")]
    [TestCase("zpool import -o")]
    [TestCase("zpool get")]
    [TestCase("zpool list -o nosuch beast")]
    [TestCase("zfs frobnicate")]
    [TestCase("sysctl")]
    [TestCase("ctladm")]
    [TestCase("ctladm modify -b")]
    [TestCase("service")]
    [TestCase("reboot")]
    public void A_wrong_command_line_fails_with_a_word_on_standard_error(string command)
    {
        using var pair = new HostPair();
        pair.Do(0, "zpool import -N beast");
        CommandOutput output = pair.Run(0, command);
        Assert.That(output.Exit, Is.Not.Zero);
        Assert.That(output.Error, Is.Not.Empty);
    }

    [Test]
    public void Lists_for_scripts_are_separated_by_tabs()
    {
        using var pair = new HostPair();
        pair.Do(0, "zpool import -N -o cachefile=none beast");
        Assert.That(pair.Run(0, "zpool list -H -p -o name,guid,health beast").Out,
            Is.EqualTo("beast\t3443249971426090515\tONLINE\n"));
        Assert.That(pair.Run(0, "zfs list -H -p -t volume -o name -r beast").Out, Is.EqualTo("beast/v0\n"));
        Assert.That(pair.Run(0, "zpool get -H -o value cachefile,failmode beast").Out, Is.EqualTo("none\nwait\n"));
    }

    private static bool Leave(HostPair pair)
    {
        pair.A.Pools.Namespace.Exit();
        return false;
    }
}
