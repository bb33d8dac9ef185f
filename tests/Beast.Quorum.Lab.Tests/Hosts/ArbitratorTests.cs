using Beast.Quorum.Lab.Commands;
using Beast.Quorum.Lab.Portal;
using Beast.Quorum.Lab.Tests.Support;

namespace Beast.Quorum.Lab.Tests.Hosts;

/// <summary>The layout of the second paper by hand: what each command does, and the traps of a takeover.</summary>
public sealed class ArbitratorTests
{
    private const string Device = "CTRL_A_BACK";
    private const string Volume = "zvol/ctrl-a_m0/v0";
    private ArbitratorPair _pair = null!;

    [SetUp]
    public void Serve_the_first_pool_at_home_and_reach_it_from_the_other_node()
    {
        _pair = new ArbitratorPair();
        _pair.Do(0, "zpool import -N ctrl-a_m0");
        _pair.Do(0, "service ctld onereload");
        _pair.Do(1, $"iscsictl -A -p {_pair.PortalOf(0)} -t {ArbitratorPair.PrivateTarget}");
        WaitForDisk();
        _pair.Do(1, $"gmultipath create {Device} da0");
        _pair.Do(1, "service ctld onereload");
    }

    [TearDown]
    public void Stop() => _pair.Dispose();

    [Test]
    public void Both_nodes_write_the_same_volume_and_only_its_home_holds_the_pool()
    {
        Assert.That(_pair.Write(0, 0, 3, 11), Is.EqualTo(PortalStatus.Good));
        Assert.That(_pair.Write(1, 0, 4, 12), Is.EqualTo(PortalStatus.Good));
        Assert.That((_pair.OnDisk("ctrl-a_m0", 3), _pair.OnDisk("ctrl-a_m0", 4)), Is.EqualTo((11L, 12L)));
        Assert.That(_pair.Run(1, "zpool list -H -o name").Out, Is.Empty);
        Assert.That(_pair.Run(1, "gmultipath status -gs").Out, Is.EqualTo($"{Device}  DEGRADED  da0 (ACTIVE)\n"));
    }

    [Test]
    public void Without_ha_there_is_no_peer_to_set_and_every_lun_is_primary()
    {
        Assert.That(_pair.Run(0, "sysctl -n kern.cam.ctl.ha_peer").Error, Does.Contain("unknown oid"));
        Assert.That(_pair.Run(0, "sysctl -n kern.cam.ctl.ha_id kern.cam.ctl.ha_role").Out, Is.EqualTo("0\n0\n"));
    }

    [Test]
    public void A_cut_interlink_drops_the_session_and_the_device_goes_with_its_only_path()
    {
        _pair.CableTo(0).IsCut = true;
        WaitUntilGone();
        Assert.That(_pair.Write(1, 0, 4, 12), Is.EqualTo(PortalStatus.MediumError));
        Assert.That(_pair.Run(1, $"gmultipath add {Device} {Volume}").Error,
            Is.EqualTo($"gmultipath: Device {Device} not found\n"));
        Assert.That(_pair.Write(0, 0, 4, 13), Is.EqualTo(PortalStatus.Good), "at home nothing has changed");
    }

    [Test]
    public void A_lun_whose_device_was_made_anew_is_dead_until_it_is_closed_though_it_says_that_it_is_ready()
    {
        LoseTheHome();
        _pair.Do(1, "zpool import -f -N -o cachefile=none ctrl-a_m0");
        _pair.Do(1, $"gmultipath create {Device} /dev/{Volume}");
        _pair.Do(1, "service ctld onereload");
        _pair.Run(1, "ctladm tur 0");
        Assert.That(_pair.Run(1, "ctladm tur 0").Out, Is.EqualTo("Unit is ready\n"));
        Assert.That(_pair.Write(1, 0, 4, 12), Is.EqualTo(PortalStatus.MediumError), "it counts as open");
        Role("secondary");
        Role("primary");
        Assert.That(_pair.Write(1, 0, 4, 12), Is.EqualTo(PortalStatus.Good));
        Assert.That(_pair.OnDisk("ctrl-a_m0", 4), Is.EqualTo(12));
    }

    [Test]
    public void A_volume_that_is_a_path_keeps_its_pool_busy()
    {
        LoseTheHome();
        _pair.Do(1, "zpool import -f -N -o cachefile=none ctrl-a_m0");
        _pair.Do(1, $"gmultipath create {Device} {Volume}");
        CommandOutput busy = _pair.Run(1, "zpool export ctrl-a_m0");
        Assert.That((busy.Exit, busy.Error), Is.EqualTo((1, "cannot export 'ctrl-a_m0': pool is busy\n")));
        _pair.Do(1, $"gmultipath remove {Device} {Volume}");
        _pair.Do(1, "zpool export ctrl-a_m0");
        Assert.That(_pair.Run(1, "gmultipath status").Out, Is.Empty);
    }

    [Test]
    public void A_second_path_of_the_same_size_takes_over_when_the_first_one_goes()
    {
        // As in the paper, where both nodes have both pools imported; beastq never does that.
        _pair.Do(1, "zpool import -f -N -o cachefile=none ctrl-a_m0");
        _pair.Do(1, $"gmultipath add {Device} {Volume}");
        _pair.CableTo(0).IsCut = true;
        Eventually.True(() => _pair.Run(1, $"gmultipath getactive {Device}").Out == Volume + "\n", "switched");
        Assert.That(_pair.Write(1, 0, 4, 12), Is.EqualTo(PortalStatus.Good));
    }

    [Test]
    public void A_disk_that_came_without_a_medium_is_refused_until_its_node_is_opened()
    {
        _pair.Do(1, $"iscsictl -R -p {_pair.PortalOf(0)}");
        Eventually.True(() => _pair[1].Initiator.Sessions().Count == 0, "no session");
        Modify(0, "secondary");
        _pair.Do(1, $"iscsictl -A -p {_pair.PortalOf(0)} -t {ArbitratorPair.PrivateTarget}");
        WaitForDisk();
        Assert.That(_pair.Run(1, "opens /dev/da0"), Is.EqualTo(CommandOutput.Failed("Device not configured\n")));
        Modify(0, "primary");
        Assert.That(_pair[1].Initiator.Disk("da0")!.MediaSize, Is.Zero);
        _pair.Do(1, "opens /dev/da0");
        Assert.That(_pair[1].Initiator.Disk("da0")!.MediaSize, Is.EqualTo(8 << 20));
        _pair.Do(1, $"gmultipath create {Device} da0");
        _pair.Do(1, $"opens /dev/multipath/{Device}");
    }

    private void LoseTheHome()
    {
        _pair.CableTo(0).IsCut = true;
        WaitUntilGone();
        _pair.Do(0, "service ctld onestop");
        _pair.Do(0, "zpool export ctrl-a_m0");
    }

    private void WaitUntilGone() =>
        Eventually.True(() => _pair.Run(1, "gmultipath status").Out.Length == 0, "the device is gone");

    private void WaitForDisk() => Eventually.True(() => _pair[1].Initiator.Disk("da0") is not null, "da0");

    private void Role(string role) => Modify(1, role);

    private void Modify(int node, string role)
    {
        string path = node == 0 ? $"/dev/{Volume}" : $"/dev/multipath/{Device}";
        _pair.Do(node, $"ctladm modify -b block -l 0 -o file={path} -o ha_role={role}");
    }
}
