using Beast.Quorum.Lab.Portal;
using Beast.Quorum.Lab.Tests.Support;

namespace Beast.Quorum.Lab.Tests.Hosts;

/// <summary>The role switch and what initiators are told meanwhile.</summary>
public sealed class RoleTests
{
    private static readonly byte[] Block = new byte[DataBlock.Length];

    [Test]
    public void A_role_written_without_the_pool_succeeds_leaves_no_media_and_is_not_retried()
    {
        using var pair = new HostPair();
        pair.Do(0, "service ctld onestart");
        pair.Do(0, "sysctl kern.cam.ctl.ha_role=0");
        Assert.That(pair.Console(0), Does.Contain(
            "ctl_ha_role_sysctl: CTL_LUNREQ_MODIFY returned 3 'error opening /dev/zvol/beast/v0: 2'"));
        pair.Do(0, "zpool import -N beast");
        Assert.That(Write(pair, 0), Is.EqualTo(PortalStatus.NoMedia), "nothing opens by itself");
        pair.Do(0, "sysctl kern.cam.ctl.ha_role=0");
        Assert.That(Write(pair, 0), Is.EqualTo(PortalStatus.Good), "writing the role again opens");
    }

    [Test]
    public void A_pool_whose_zvol_ctl_holds_is_busy_until_the_role_is_given_up()
    {
        using var pair = new HostPair();
        Serve(pair, 0);
        Assert.That(pair.Run(0, "zpool export beast").Error, Is.EqualTo("cannot export 'beast': pool is busy\n"));
        pair.Do(0, "sysctl kern.cam.ctl.ha_role=1");
        pair.Do(0, "zpool export beast");
        Assert.That(pair.Store.Label("beast")!.Exported, Is.True);
    }

    [Test]
    public void A_secondary_is_unavailable_without_a_peer_and_transitioning_without_a_link()
    {
        using var pair = new HostPair();
        pair.Do(0, "service ctld onestart");
        Assert.That(Write(pair, 0), Is.EqualTo(PortalStatus.Unavailable));
        pair.Do(0, $"sysctl kern.cam.ctl.ha_peer=\"listen 127.0.0.1:{pair.LinkPort}\"");
        Assert.That(Write(pair, 0), Is.EqualTo(PortalStatus.Transitioning));
    }

    [Test]
    public void Two_linked_secondaries_are_both_transitioning()
    {
        using var pair = new HostPair();
        pair.Do(0, "service ctld onestart");
        pair.Do(1, "service ctld onestart");
        pair.ConnectLink();
        Assert.That(new[] { Write(pair, 0), Write(pair, 1) }, Is.All.EqualTo(PortalStatus.Transitioning));
    }

    [Test]
    public void A_linked_secondary_forwards_to_the_primary()
    {
        using var pair = new HostPair();
        Serve(pair, 0);
        pair.Do(1, "service ctld onestart");
        pair.ConnectLink();
        Eventually.True(() => Write(pair, 1) == PortalStatus.Good, "the peer's role is known on the secondary");
        var block = new byte[DataBlock.Length];
        using FileStream file = File.OpenRead(pair.Store.VolumePath("beast", "v0"));
        file.ReadExactly(block);
        Assert.That(DataBlock.HostOf(block), Is.EqualTo((uint)pair.A.Identity.HostId), "the primary wrote it");
    }

    [Test]
    public void A_linked_secondary_in_active_standby_mode_says_standby()
    {
        using var pair = new HostPair(haMode: 0);
        Serve(pair, 0);
        pair.Do(1, "service ctld onestart");
        pair.ConnectLink();
        Eventually.True(() => Write(pair, 1) == PortalStatus.Standby, "standby");
    }

    [Test]
    public void A_read_only_import_makes_the_lun_write_protected()
    {
        using var pair = new HostPair();
        pair.Do(0, "service ctld onestart");
        pair.Do(0, "zpool import -f -N -o readonly=on beast");
        pair.Do(0, "sysctl kern.cam.ctl.ha_role=0");
        Assert.That(Write(pair, 0), Is.EqualTo(PortalStatus.WriteProtected));
    }

    [Test]
    public void Tur_tells_attentions_first_and_then_that_the_unit_is_ready()
    {
        using var pair = new HostPair();
        Serve(pair, 0);
        string[] answers = [.. Enumerable.Range(0, 3).Select(_ =>
        {
            var output = pair.Run(0, "ctladm tur 0");
            Assert.That(output.Exit, Is.Zero);
            return output.Out + output.Error;
        })];
        Assert.That(answers[0], Does.Contain("asc:29,1 (Power on occurred)"));
        Assert.That(answers[1], Is.EqualTo("Unit is ready\n"));
        pair.Do(0, "sysctl kern.cam.ctl.ha_role=1");
        pair.Do(0, "sysctl kern.cam.ctl.ha_role=0");
        Assert.That(pair.Run(0, "ctladm tur 0").Error, Does.Contain("asc:2a,6"));
        Assert.That(pair.Run(0, "ctladm tur 0").Out, Is.EqualTo("Unit is ready\n"));
        Assert.That(answers[2], Is.EqualTo("Unit is ready\n"));
    }

    [Test]
    public void Tur_on_a_primary_without_media_asks_for_manual_intervention()
    {
        using var pair = new HostPair();
        pair.Do(0, "service ctld onestart");
        pair.Do(0, "sysctl kern.cam.ctl.ha_role=0");
        pair.Run(0, "ctladm tur 0");
        Assert.That(pair.Run(0, "ctladm tur 0").Error,
            Does.Contain("NOT READY asc:4,3 (Logical unit not ready, manual intervention required)"));
    }

    [Test]
    public void A_boot_with_the_tunable_comes_up_as_primary_from_11_on()
    {
        using var pair = new HostPair(release: "11");
        pair.Boot(1, role: 0);
        Assert.That(pair.Run(1, "sysctl -n kern.cam.ctl.ha_role").Out, Is.EqualTo("0\n"));
        Assert.That(pair.Run(0, "sysctl -n kern.cam.ctl.ha_role").Out, Is.EqualTo("1\n"));
    }

    private static void Serve(HostPair pair, int node)
    {
        pair.Do(node, "service ctld onestart");
        pair.Do(node, "zpool import -f -N -o cachefile=none beast");
        pair.Do(node, "sysctl kern.cam.ctl.ha_role=0");
    }

    private static PortalStatus Write(HostPair pair, int node) => PortalAnswer.Status(
        pair[node].Ctl.Io.Serve(PortalRequest.Build(PortalOperation.Write, 0, 0, Block)));
}
