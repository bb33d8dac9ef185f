using Beast.Quorum.Daemon.Doctor.Reading;

namespace Beast.Quorum.Daemon.Tests.Doctor;

internal sealed class PoolConfigTests
{
    /// <summary>zpool status of a real controller, FreeBSD 10.4.</summary>
    private const string Status = """
          pool: beast
         state: ONLINE
          scan: none requested
        config:

        	NAME        STATE     READ WRITE CKSUM
        	beast       ONLINE       0     0     0
        	  mirror-0  ONLINE       0     0     0
        	    ada1    ONLINE       0     0     0
        	    ada2    ONLINE       0     0     0
        	logs
        	  ada3      ONLINE       0     0     0

        errors: No known data errors
        """;

    /// <summary>zpool import of its standby.</summary>
    private const string Import = """
           pool: beast
             id: 3443249971426090515
          state: ONLINE
         status: The pool was last accessed by another system.
         action: The pool can be imported using its name or numeric identifier and
        	the '-f' flag.
           see: http://illumos.org/msg/ZFS-8000-EY
         config:

        	beast       ONLINE
        	  mirror-0  ONLINE
        	    ada1    ONLINE
        	    ada2    ONLINE
        	logs
        	  ada3      ONLINE
        """;

    private static readonly PoolDevice[] Devices =
        [new("data", "ada1", "ONLINE"), new("data", "ada2", "ONLINE"), new("logs", "ada3", "ONLINE")];

    [Test]
    public void The_status_of_an_imported_pool_is_read()
    {
        PoolConfig pool = PoolConfig.Read(Status).Single();
        Assert.That((pool.Name, pool.Id), Is.EqualTo(("beast", "")));
        Assert.That(pool.Devices, Is.EqualTo(Devices));
    }

    [Test]
    public void A_standby_sees_the_pool_with_its_id_and_the_same_devices()
    {
        PoolConfig pool = PoolConfig.Read(Import).Single();
        Assert.That((pool.Name, pool.Id), Is.EqualTo(("beast", "3443249971426090515")));
        Assert.That(pool.Devices, Is.EqualTo(Devices));
    }

    [Test]
    public void Two_pools_and_missing_devices_are_told_apart()
    {
        string text = Import.Replace("ada2    ONLINE", "99  UNAVAIL  cannot open", StringComparison.Ordinal)
            + "\n\n   pool: tank\n     id: 7\n  state: ONLINE\n config:\n\n"
            + "\ttank  ONLINE\n\t  da0  ONLINE\n\tcache\n\t  da1\n";
        IReadOnlyList<PoolConfig> pools = PoolConfig.Read(text);
        Assert.That(pools.Select(pool => pool.Name), Is.EqualTo("beast tank".Split(' ')));
        Assert.That(pools[0].Devices[1], Is.EqualTo(new PoolDevice("data", "99", "UNAVAIL")));
        Assert.That(pools[1].Devices, Is.EqualTo(
            new List<PoolDevice> { new("data", "da0", "ONLINE"), new("cache", "da1", "") }));
    }

    [TestCase("")]
    [TestCase("no pools available to import\n")]
    [TestCase("config:\n\tx ONLINE\n")]
    public void A_text_without_pools_has_none(string text) => Assert.That(PoolConfig.Read(text), Is.Empty);
}
