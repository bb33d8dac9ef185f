using Beast.Quorum.Lab.Commands;
using Beast.Quorum.Lab.Hosts;
using Beast.Quorum.Lab.Releases;
using Beast.Quorum.Lab.Tests.Support;

namespace Beast.Quorum.Lab.Tests.Hosts;

/// <summary>What differs between the releases of FreeBSD and their ZFS.</summary>
public sealed class ReleaseTests
{
    private static readonly string[] OpenZfs = ["13", "14", "15"];

    [TestCase("10.4", "1004000", "10.4-RELEASE")]
    [TestCase("11", "1100120", "11.0-BETA1")]
    [TestCase("13", "1305000", "13.5-RELEASE")]
    [TestCase("14", "1403000", "14.3-RELEASE")]
    [TestCase("15", "1500068", "15.0-RELEASE")]
    public void A_host_says_which_release_it_is(string name, string number, string release)
    {
        using var pair = new HostPair(release: name);
        Assert.That(pair.Run(0, "sysctl -n kern.osreldate kern.osrelease").Out, Is.EqualTo($"{number}\n{release}\n"));
    }

    [Test]
    public void Every_release_is_found_by_its_name_and_no_other_is() => Assert.Multiple(() =>
    {
        Assert.That(SystemRelease.All.Select(release => SystemRelease.Find(release.Name)),
            Is.EqualTo(SystemRelease.All));
        Assert.That(SystemRelease.Find("9.3"), Is.Null);
    });

    [TestCaseSource(nameof(OpenZfs))]
    public void OpenZfs_refuses_a_pool_of_another_host_in_its_own_words(string release)
    {
        using var pair = new HostPair(release: release);
        pair.Do(0, "zpool import -N -o cachefile=none beast");
        CommandOutput refused = pair.Run(1, "zpool import -N beast");
        Assert.That(refused.Exit, Is.EqualTo(1));
        Assert.That(refused.Error, Does.StartWith(
            "cannot import 'beast': pool was previously in use from another system.\n"
            + "Last accessed by ctrl-a (hostid=19aa69e) at "));
        Assert.That(refused.Error, Does.EndWith(
            "\nThe pool can be imported, use 'zpool import -f' to import the pool.\n"));
        pair.Do(1, "zpool import -f -N beast");
    }

    [TestCaseSource(nameof(OpenZfs))]
    public void OpenZfs_has_nothing_to_show_on_standard_error(string release)
    {
        using var pair = new HostPair(release: release);
        CommandOutput status = pair.Run(0, "zpool status");
        Assert.That((status.Exit, status.Out, status.Error), Is.EqualTo((0, "", "no pools available\n")));
        pair.Do(0, "zpool import -N beast");
        CommandOutput import = pair.Run(0, "zpool import");
        Assert.That((import.Exit, import.Out, import.Error), Is.EqualTo((1, "", "no pools available to import\n")));
    }

    [TestCaseSource(nameof(OpenZfs))]
    public void OpenZfs_shows_no_scan_line_before_the_first_scrub_and_a_checkpoint_column(string release)
    {
        using var pair = new HostPair(release: release);
        pair.Do(0, "zpool import -N beast");
        Assert.That(pair.Run(0, "zpool status").Out, Does.StartWith("  pool: beast\n state: ONLINE\nconfig:\n"));
        Assert.That(pair.Run(0, "zpool list").Out, Does.StartWith(
            "NAME    SIZE  ALLOC   FREE  CKPOINT  EXPANDSZ   FRAG    CAP  DEDUP    HEALTH  ALTROOT\n"));
        Assert.That(pair.Run(0, "zpool status -P beast").Out, Does
            .Contain("\t    /dev/ada1  ONLINE       0     0     0\n").And.Contain("\t  /dev/ada3    ONLINE "));
        pair.Do(0, "zpool scrub beast");
        Assert.That(pair.Run(0, "zpool status").Out,
            Does.Contain("  scan: scrub repaired 0B in 00:00:00 with 0 errors on "));
    }

    [TestCase("10.4", "unrecognized command 'version'")]
    [TestCase("13", "zfs-kmod-2.1.")]
    [TestCase("14", "zfs-kmod-2.2.")]
    [TestCase("15", "zfs-kmod-2.4.")]
    public void Zpool_version_is_known_since_OpenZfs(string release, string words)
    {
        using var pair = new HostPair(release: release);
        CommandOutput output = pair.Run(0, "zpool version");
        Assert.That(output.Out + output.Error, Does.Contain(words));
        Assert.That(output.Exit, Is.EqualTo(release == "10.4" ? 2 : 0));
    }

    [TestCase("10.4", "1")]
    [TestCase("11", "0")]
    [TestCase("14", "0")]
    public void The_role_of_the_loader_is_honoured_from_11_on(string release, string role)
    {
        using var pair = new HostPair(release: release);
        pair.Boot(0, role: 0);
        Assert.That(pair.Run(0, "sysctl -n kern.cam.ctl.ha_role").Out, Is.EqualTo(role + "\n"));
    }

    [TestCase("10.4", "returned 3 'error opening /dev/zvol/beast/v0: 2'")]
    [TestCase("14", "returned 2 'error opening /dev/zvol/beast/v0: 2'")]
    public void The_kernel_logs_a_lun_that_did_not_open_with_the_releases_number(string release, string words)
    {
        using var pair = new HostPair(release: release);
        pair.Do(0, "service ctld onestart");
        pair.Do(0, "sysctl kern.cam.ctl.ha_role=0");
        Assert.That(pair.Console(0), Does.Contain("ctl_ha_role_sysctl: CTL_LUNREQ_MODIFY " + words));
    }

    [Test]
    public void At_boot_OpenZfs_says_itself_that_another_host_has_the_pool()
    {
        using var pair = new HostPair(release: "14");
        pair.Do(0, "zpool import -N beast");
        pair.Do(1, "zpool import -f -N beast");
        pair.Boot(0);
        Assert.That(pair.Run(0, "zpool list -H -o name").Out, Is.Empty);
        Assert.That(pair.Console(0), Does.Contain("pool was previously in use from another system."));
    }

    [Test]
    public void The_state_of_watchdogd_and_what_is_armed_can_be_asked_for()
    {
        using var pair = new HostPair(release: "14");
        CommandOutput off = pair.Run(0, "service watchdogd onestatus");
        Assert.That((off.Exit, off.Out), Is.EqualTo((1, "watchdogd is not running.\n")));
        ControlRequests.Run(pair.A, ["watchdogd", "on"]);
        Assert.That(pair.Run(0, "service watchdogd onestatus").Exit, Is.Zero);
        Assert.That(pair.Run(0, "sysctl -n hw.watchdog.wd_last_u").Out, Is.EqualTo("0\n"));
        File.WriteAllText(pair.Paths.WatchdogLog(0), "armed 1 1073741824\n");
        Assert.That(pair.Run(0, "sysctl -n hw.watchdog.wd_last_u hw.watchdog.wd_last_u_secs").Out,
            Is.EqualTo("30\n1\n"));
    }
}
