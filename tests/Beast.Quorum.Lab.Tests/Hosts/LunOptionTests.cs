using Beast.Quorum.Lab.Commands;
using Beast.Quorum.Lab.Ctl;
using Beast.Quorum.Lab.Portal;
using Beast.Quorum.Lab.Tests.Support;

namespace Beast.Quorum.Lab.Tests.Hosts;

/// <summary>Roles and options of single LUNs, and several pools with several zvols.</summary>
public sealed class LunOptionTests
{
    private const string Others = "-o file=/dev/zvol/beast/v0 -o ctld_name=n -o scsiname=n";
    private static readonly byte[] Block = new byte[DataBlock.Length];

    [Test]
    public void Up_to_11_modify_adds_to_the_options()
    {
        using HostPair pair = Started("11");
        pair.Do(0, "ctladm modify -b block -l 0 -o ha_role=primary");
        Assert.That(pair.Run(0, "ctladm devlist -x").Out, Does.Contain("<file>/dev/zvol/beast/v0</file>")
            .And.Contain("<ha_role>primary</ha_role>"));
    }

    [Test]
    public void Since_12_modify_drops_every_option_that_is_not_named_again_and_the_next_open_fails()
    {
        using HostPair pair = Started("14");
        CommandOutput output = pair.Run(0, "ctladm modify -b block -l 0 -o ha_role=primary");
        Assert.That((output.Exit, output.Out, output.Error), Is.EqualTo((0, "LUN 0 modified successfully\n",
            "ctladm: LUN modification warning: no file argument specified\n")));
        Assert.That(pair.Run(0, "ctladm devlist -x").Out, Does.Not.Contain("<file>"));
        Assert.That(Status(pair, 0, 0), Is.EqualTo(PortalStatus.NoMedia));
        pair.Do(0, $"ctladm modify -b block -l 0 {Others} -o ha_role=primary");
        Assert.That(Status(pair, 0, 0), Is.EqualTo(PortalStatus.Good));
    }

    [Test]
    public void A_lun_with_its_own_role_does_not_follow_the_nodes()
    {
        using HostPair pair = Started("14");
        pair.Do(0, $"ctladm modify -b block -l 0 {Others} -o ha_role=primary");
        pair.Do(0, "sysctl kern.cam.ctl.ha_role=1");
        Assert.That(Status(pair, 0, 0), Is.EqualTo(PortalStatus.Good));
        pair.Do(0, $"ctladm modify -b block -l 0 {Others} -o ha_role=secondary");
        pair.Do(0, "sysctl kern.cam.ctl.ha_role=0");
        Assert.That(Status(pair, 0, 0), Is.EqualTo(PortalStatus.Unavailable));
    }

    [Test]
    public void A_reload_takes_a_luns_own_role_away()
    {
        using HostPair pair = Started("14");
        pair.Do(0, $"ctladm modify -b block -l 0 {Others} -o ha_role=primary");
        pair.Do(0, "service ctld onereload");
        Assert.That(pair.Run(0, "ctladm devlist -x").Out, Does.Not.Contain("ha_role"));
        Assert.That(Status(pair, 0, 0), Is.EqualTo(PortalStatus.Unavailable));
    }

    [Test]
    public void Two_pools_are_served_by_one_head_each_and_each_forwards_to_the_other()
    {
        using HostPair pair = Started("14");
        pair.Store.Create("second", new Dictionary<string, long> { ["a"] = 8 << 20, ["b"] = 8 << 20 }, 42,
            ["ada4", "ada5"], "");
        pair.Luns =
        [
            new(0, "/dev/zvol/beast/v0", LunConfiguration.DefaultTarget),
            new(4, "/dev/zvol/second/a", LunConfiguration.DefaultTarget),
            new(5, "/dev/zvol/second/b", LunConfiguration.DefaultTarget),
        ];
        pair.Boot(0);
        pair.Boot(1);
        pair.Do(0, "zpool import -f -N -o cachefile=none beast");
        pair.Do(1, "zpool import -N -o cachefile=none second");
        pair.Do(0, "service ctld onestart");
        pair.Do(1, "service ctld onestart");
        Take(pair, 0, 0, "beast/v0");
        Take(pair, 1, 4, "second/a");
        Take(pair, 1, 5, "second/b");
        pair.ConnectLink();
        foreach (int node in (int[])[0, 1])
        {
            foreach (int lun in (int[])[0, 4, 5])
            {
                Eventually.True(
                    () => Status(pair, node, lun) == PortalStatus.Good, $"LUN {lun} answers on node {node}");
            }
        }

        Assert.That(pair.Run(1, "zpool list -H -o name").Out, Is.EqualTo("second\n"));
        Assert.That(pair.Run(1, "zfs list -H -t volume -o name").Out, Is.EqualTo("second/a\nsecond/b\n"));
        Assert.That(pair.Run(1, "zpool export second").Error, Is.EqualTo("cannot export 'second': pool is busy\n"));
    }

    private static void Take(HostPair pair, int node, int lun, string volume) => pair.Do(
        node, $"ctladm modify -b block -l {lun} -o file=/dev/zvol/{volume} -o ha_role=primary");

    private static HostPair Started(string release)
    {
        var pair = new HostPair(release: release);
        pair.Do(0, "zpool import -f -N -o cachefile=none beast");
        pair.Do(0, "service ctld onestart");
        return pair;
    }

    private static PortalStatus Status(HostPair pair, int node, int lun) => PortalAnswer.Status(
        pair[node].Ctl.Io.Serve(PortalRequest.Build(PortalOperation.Write, lun, 0, Block)));
}
