using Beast.Quorum.Lab.Commands;
using Beast.Quorum.Lab.Hosts;
using Beast.Quorum.Lab.Tests.Support;

namespace Beast.Quorum.Lab.Tests.Hosts;

/// <summary>Errors and scrubs are on the disks, not on a host.</summary>
public sealed class PoolHealthTests
{
    [Test]
    public void Errors_are_shown_as_the_real_system_shows_them_and_follow_the_pool()
    {
        using var pair = new HostPair();
        pair.Do(0, "zpool import -N -o cachefile=none beast");
        Control(pair, 0, "pool-errors", "beast", "19", "<metadata>:<0x1b>", "<metadata>:<0x20>");
        string status = pair.Run(0, "zpool status").Out;
        Assert.That(status, Does.Contain("\t    ada1    ONLINE       0     0    19\n"));
        Assert.That(status, Does.Contain("\t    ada2    ONLINE       0     0     0\n"));
        Assert.That(status, Does.EndWith("\nerrors: 2 data errors, use '-v' for a list\n"));
        pair.Do(0, "zpool export beast");
        pair.Do(1, "zpool import -f -N -o cachefile=none beast");
        Assert.That(pair.Run(1, "zpool status -v beast").Out, Does.EndWith(
            "\nerrors: Permanent errors have been detected in the following files:\n\n"
            + "        <metadata>:<0x1b>\n        <metadata>:<0x20>\n"));
    }

    [Test]
    public void A_scrub_takes_its_time_goes_on_elsewhere_and_is_not_begun_twice()
    {
        using var pair = new HostPair();
        pair.Do(0, "zpool import -N -o cachefile=none beast");
        Control(pair, 0, "scrub-time", "beast", "3600000");
        pair.Do(0, "zpool scrub beast");
        CommandOutput again = pair.Run(0, "zpool scrub beast");
        Assert.That((again.Exit, again.Error), Is.EqualTo((1,
            "cannot scrub beast: currently scrubbing; use 'zpool scrub -s' to cancel current scrub\n")));
        pair.Do(0, "zpool export beast");
        pair.Do(1, "zpool import -f -N -o cachefile=none beast");
        Assert.That(pair.Run(1, "zpool status").Out, Does.Contain("scan: scrub in progress since ")
            .And.Contain("% done\n").And.Contain("0h59m to go\n"));
    }

    [Test]
    public void A_finished_scrub_mends_objects_and_a_clear_the_counters()
    {
        using var pair = new HostPair();
        pair.Do(0, "zpool import -N -o cachefile=none beast");
        Control(pair, 0, "pool-errors", "beast", "19", "<metadata>:<0x1b>");
        pair.Do(0, "zpool scrub beast");
        string scrubbed = pair.Run(0, "zpool status").Out;
        Assert.That(scrubbed, Does.Contain("scan: scrub repaired 1K in 0h0m with 0 errors on "));
        Assert.That(scrubbed, Does.Contain("    19\n").And.EndWith("errors: No known data errors\n"));
        pair.Do(0, "zpool clear beast");
        Assert.That(pair.Run(0, "zpool status").Out, Does.Not.Contain("    19\n"));
    }

    private static void Control(HostPair pair, int node, params string[] words)
    {
        CommandOutput answer = ControlRequests.Run(pair[node], words);
        Assert.That(answer.Exit, Is.Zero, answer.Error);
    }
}
