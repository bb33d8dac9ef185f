using Beast.Quorum.Lab.Commands;
using Beast.Quorum.Lab.Hosts;
using Beast.Quorum.Lab.Pools;
using Beast.Quorum.Lab.Portal;
using Beast.Quorum.Lab.Tests.Support;

namespace Beast.Quorum.Lab.Tests.Hosts;

/// <summary>Suspended pools, missing disks, cache files.</summary>
public sealed class PoolTroubleTests
{
    private static readonly byte[] Block = new byte[DataBlock.Length];

    [TestCase("10.4", "ONLINE")]
    [TestCase("13", "SUSPENDED")]
    [TestCase("15", "SUSPENDED")]
    public void A_suspended_pool_is_listed_as_such_since_OpenZfs(string release, string health)
    {
        using HostPair pair = Serving(release);
        ControlRequests.Run(pair.A, ["suspend", "beast"]);
        Assert.That(pair.Run(0, "zpool list -H -o health beast").Out, Is.EqualTo(health + "\n"));
        string status = pair.Run(0, "zpool status -x").Out;
        Assert.That(status, Does.Contain($" state: {health}\n"
            + "status: One or more devices are faulted in response to IO failures.\n"
            + "action: Make sure the affected devices are connected, then run 'zpool clear'.\n"));
        Assert.That(status, Does.Contain("ZFS-8000-HC"));
    }

    [Test]
    public void Writes_to_a_suspended_pool_wait_and_the_role_and_the_export_wait_for_them()
    {
        using HostPair pair = Serving("14");
        ControlRequests.Run(pair.A, ["suspend", "beast"]);
        Task<PortalStatus> write = Task.Run(() => Write(pair));
        Task<CommandOutput> role = Task.Run(() =>
        {
            Eventually.True(() => pair.A.Ctl.Luns.Find(0)!.IsBusy, "the write is inside");
            return pair.Run(0, "sysctl kern.cam.ctl.ha_role=1");
        });
        Eventually.True(() => pair.A.Ctl.Role == 1, "the role is being written");
        Assert.That(pair.Run(0, "zpool list -H -o name").Out, Is.EqualTo("beast\n"), "looking does not wait");
        Assert.That(write.IsCompleted || role.IsCompleted, Is.False);
        Assert.That(pair.Run(0, "zpool clear beast").Error, Does.Contain("I/O error"), "the disks are still silent");
        ControlRequests.Run(pair.A, ["mend", "beast"]);
        Assert.That(write.IsCompleted, Is.False, "it stays suspended until it is cleared");
        pair.Do(0, "zpool clear beast");
        Assert.That(write.Result, Is.EqualTo(PortalStatus.Good));
        Assert.That(role.Result.Exit, Is.Zero);
        pair.Do(0, "zpool export beast");
    }

    [Test]
    public void With_failmode_continue_writes_fail_and_reads_are_served()
    {
        using HostPair pair = Serving("14");
        pair.Do(0, "zpool set failmode=continue beast");
        ControlRequests.Run(pair.A, ["suspend", "beast"]);
        Assert.That(Write(pair), Is.EqualTo(PortalStatus.MediumError));
        Assert.That(PortalAnswer.Status(pair.A.Ctl.Io.Serve(
            PortalRequest.Build(PortalOperation.Read, 0, 0, default))), Is.EqualTo(PortalStatus.Good));
        Assert.That(pair.Run(0, "zpool status").Out, Does.Contain("ZFS-8000-JQ"));
        Assert.That(pair.Run(0, "zpool get -H -o value failmode beast").Out, Is.EqualTo("continue\n"));
    }

    [Test]
    public void An_export_of_a_suspended_pool_hangs_and_every_other_zpool_command_with_it()
    {
        using HostPair pair = Serving("14");
        pair.Do(0, "sysctl kern.cam.ctl.ha_role=1");
        ControlRequests.Run(pair.A, ["suspend", "beast"]);
        Task<CommandOutput> export = Task.Run(() => pair.Run(0, "zpool export beast"));
        Eventually.True(() => !pair.A.Pools.Namespace.TryEnter() || Leave(pair), "the export holds the namespace");
        Task<CommandOutput> list = Task.Run(() => pair.Run(0, "zpool list -H -o name"));
        Assert.That(list.Wait(TimeSpan.FromMilliseconds(200)) || export.IsCompleted, Is.False);
        pair.A.Pools.Find("beast")!.Suspension.End();
        Assert.That(export.Result.Exit, Is.Zero);
        Assert.That(list.Result.Out, Is.Empty);
    }

    [Test]
    public void A_pool_that_loses_all_its_disks_is_suspended_and_unavailable()
    {
        using HostPair pair = Serving("10.4");
        ControlRequests.Run(pair.A, ["pull", "ada1"]);
        Assert.That(pair.Run(0, "zpool list -H -o health beast").Out, Is.EqualTo("DEGRADED\n"));
        Assert.That(Write(pair), Is.EqualTo(PortalStatus.Good));
        ControlRequests.Run(pair.A, ["pull", "ada2"]);
        Assert.That(pair.Run(0, "zpool list -H -o health beast").Out, Is.EqualTo("UNAVAIL\n"));
        Assert.That(pair.A.Pools.Find("beast")!.Suspension.IsOn, Is.True);
        ControlRequests.Run(pair.A, ["plug", "ada2"]);
        pair.Do(0, "zpool clear beast");
        Assert.That(Write(pair), Is.EqualTo(PortalStatus.Good));
    }

    [TestCase("10.4", "cannot import 'beast': no such pool available\n", 1)]
    [TestCase("14", "cachefile import failed, retrying\n", 0)]
    public void A_cache_file_that_is_not_there_ends_the_import_or_the_disks_are_looked_at(
        string release, string words, int exit)
    {
        using var pair = new HostPair(release: release);
        CommandOutput output = pair.Run(0, "zpool import -c /nowhere/cache -N -o cachefile=none beast");
        Assert.That(output.Error, Does.EndWith(words));
        Assert.That(output.Exit, Is.EqualTo(exit));
    }

    [Test]
    public void A_cache_file_of_a_pools_own_is_written_used_and_gone_with_the_pool()
    {
        using var pair = new HostPair(release: "14");
        string file = Path.Combine(pair.Paths.Root, "beast.cache");
        pair.Do(0, "zpool import -N -o cachefile=none beast");
        pair.Do(0, $"zpool set cachefile={file} beast");
        Assert.That(CacheFile.Names(file), Is.EqualTo(["beast"]));
        Assert.That(pair.Run(0, "zpool get -H -o value cachefile beast").Out, Is.EqualTo(file + "\n"));
        File.Copy(file, file + ".copy");
        pair.Do(0, "zpool export beast");
        Assert.That(File.Exists(file), Is.False);
        CommandOutput import = pair.Run(1, $"zpool import -c {file}.copy -N -o cachefile=none beast");
        Assert.That((import.Exit, import.Error), Is.EqualTo((0, "")));
    }

    [TestCase("missing-devices", "currently unavailable", "use '-m' to import the pool anyway")]
    [TestCase("rewind", "I/O error", "Recovery is possible, but will result in some data loss.")]
    [TestCase("corrupt", "I/O error", "Destroy and re-create the pool from")]
    [TestCase("features", "unsupported version or feature", "not supported by this system")]
    [TestCase("ambiguous", "more than one matching pool", "")]
    [TestCase("name-taken", "a pool with that name already exists", "")]
    [TestCase("one or more devices is read only", "one or more devices is read only", "")]
    [TestCase("invalid vdev configuration", "invalid vdev configuration", "")]
    public void A_failing_import_says_all_that_zpool_says(string what, string error, string output)
    {
        using var pair = new HostPair(release: "14");
        ControlRequests.Run(pair.A, ["fail", "import", "1", what]);
        CommandOutput failed = pair.Run(0, "zpool import -f -N beast");
        Assert.That(failed.Exit, Is.EqualTo(1));
        Assert.That(failed.Error, Does.StartWith("cannot import 'beast': ").And.Contain(error));
        Assert.That(failed.Out, Does.Contain(output));
        pair.Do(0, "zpool import -f -N beast");
    }

    private static HostPair Serving(string release)
    {
        var pair = new HostPair(release: release);
        pair.Do(0, "zpool import -f -N -o cachefile=none beast");
        pair.Do(0, "service ctld onestart");
        pair.Do(0, "sysctl kern.cam.ctl.ha_role=0");
        return pair;
    }

    private static PortalStatus Write(HostPair pair) => PortalAnswer.Status(
        pair.A.Ctl.Io.Serve(PortalRequest.Build(PortalOperation.Write, 0, 0, Block)));

    private static bool Leave(HostPair pair)
    {
        pair.A.Pools.Namespace.Exit();
        return false;
    }
}
