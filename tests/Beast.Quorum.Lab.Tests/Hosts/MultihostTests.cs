using Beast.Quorum.Lab.Clock;
using Beast.Quorum.Lab.Commands;
using Beast.Quorum.Lab.Tests.Support;

namespace Beast.Quorum.Lab.Tests.Hosts;

/// <summary>Multihost (MMP): the delay of an import, its refusal, and the suspension of a host that was away.</summary>
public sealed class MultihostTests
{
    [TestCase("13")]
    [TestCase("15")]
    public void While_the_other_host_has_it_an_import_is_refused_even_by_force(string release)
    {
        using HostPair pair = Imported(release);
        CommandOutput refused = pair.Run(1, "zpool import -f -N beast");
        Assert.That((refused.Exit, refused.Error), Is.EqualTo((1,
            "cannot import 'beast': pool is imported on ctrl-a (hostid: 0x19aa69e)\n"
            + "Export the pool on the other system, then run 'zpool import'.\n")));
    }

    [Test]
    public void After_the_other_host_has_died_an_import_waits_and_then_needs_force()
    {
        using HostPair pair = Imported("14");
        pair.Off(0);
        long start = LabClock.Now;
        CommandOutput plain = pair.Run(1, "zpool import -N beast");
        Assert.That(plain.Error, Does.Contain("use 'zpool import -f' to import the pool."));
        Assert.That(LabClock.Milliseconds(LabClock.Now - start), Is.GreaterThan(190),
            "twenty intervals of 10 ms");
        pair.Do(1, "zpool import -f -N beast");
    }

    [Test]
    public void A_host_without_an_id_is_refused_with_a_capital_letter()
    {
        using HostPair pair = Imported("14");
        pair.Do(0, "zpool export beast");
        pair.Do(1, "sysctl kern.hostid=0");
        Assert.That(pair.Run(1, "zpool import -f -N beast").Error, Is.EqualTo(
            "Cannot import 'beast': pool has the multihost property on and the\n"
            + "system's hostid is not set. Set a unique hostid with the zgenhostid(8) command.\n"));
    }

    [Test]
    public void A_host_that_finds_anothers_writes_suspends_the_pool_and_clear_does_not_help()
    {
        using HostPair pair = Imported("14");
        // As if this host had been frozen while the other took the pool over.
        File.WriteAllText(pair.Store.FileOf("beast", "mmp"), "2071298364 1 1");
        Eventually.True(() => pair.Run(0, "zpool list -H -o health beast").Out == "SUSPENDED\n", "suspended");
        Assert.That(pair.Console(0), Does.Contain("MMP writes to pool 'beast' have not succeeded in over 100 ms; "
            + "suspending pool"));
        Assert.That(pair.Run(0, "zpool status").Out, Does.Contain("ZFS-8000-MM"));
        Assert.That(pair.Run(0, "zpool clear beast").Exit, Is.EqualTo(1));
    }

    [Test]
    public void Illumos_knows_no_multihost()
    {
        using var pair = new HostPair();
        pair.Do(0, "zpool import -N beast");
        Assert.That(pair.Run(0, "zpool set multihost=on beast").Error,
            Is.EqualTo("cannot set property for 'beast': invalid property 'multihost'\n"));
        Assert.That(pair.Run(0, "zpool get multihost beast").Exit, Is.EqualTo(2));
    }

    private static HostPair Imported(string release)
    {
        var pair = new HostPair(release: release);
        pair.Do(0, "zpool import -N -o cachefile=none beast");
        pair.Do(0, "zpool set multihost=on beast");
        return pair;
    }
}
