using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Daemon.Events;
using Beast.Quorum.Daemon.ImportCache;
using Beast.Quorum.Storage.ImportCache;

namespace Beast.Quorum.Daemon.Tests.ImportCache;

internal sealed class CacheFileRoundsTests : ICacheFileSource
{
    private static readonly GroupConfiguration Group = new() { Name = "main", Id = 0, Pools = ["a", "b"] };

    private readonly List<string> done = [];
    private readonly List<string> notes = [];
    private readonly List<PoolCache> saved = [];
    private CacheFileRounds rounds = null!;
    private CacheUpkeep upkeep;
    private PoolCache? offered;
    private bool serves;
    private TimeSpan now;

    [SetUp]
    public void Prepare()
    {
        done.Clear();
        notes.Clear();
        saved.Clear();
        (upkeep, offered, serves, now) = (CacheUpkeep.Written, null, false, TimeSpan.FromDays(1));
        rounds = new CacheFileRounds(
            Group, () => serves, Keep, this, saved.Add, (entry, text) => notes.Add($"{entry.Id} {text}"));
    }

    [Test]
    public void An_owner_writes_soon_after_it_serves_and_then_looks_every_few_minutes()
    {
        serves = true;
        Pass(TimeSpan.Zero);
        Assert.That(done, Is.Empty, "a takeover has better things to do");
        Pass(CacheFileRounds.Soon);
        Assert.That(done, Is.EqualTo((string[])["write a", "write b"]));
        upkeep = CacheUpkeep.Current;
        Pass(CacheFileRounds.Every - TimeSpan.FromSeconds(1));
        Assert.That(done, Has.Count.EqualTo(2), "not earlier");
        Pass(TimeSpan.FromSeconds(1));
        Assert.That(done[2..], Is.EqualTo((string[])["look a", "look b"]));
    }

    [Test]
    public void A_file_is_written_anew_after_some_hours()
    {
        serves = true;
        Pass(TimeSpan.Zero);
        Pass(CacheFileRounds.Soon);
        upkeep = CacheUpkeep.Current;
        for (TimeSpan passed = TimeSpan.Zero; passed < CacheFileRounds.Oldest; passed += CacheFileRounds.Every)
        {
            Pass(CacheFileRounds.Every);
        }

        Assert.That(done[^1], Is.EqualTo("write b"));
        Assert.That(done.Count(what => what == "write b"), Is.EqualTo(2));
    }

    [Test]
    public void A_standby_fetches_and_keeps_what_has_changed()
    {
        Offer(1);
        Pass(TimeSpan.Zero);
        Pass(CacheFileRounds.Soon);
        Assert.That(done, Is.EqualTo((string[])["fetch a", "fetch b"]));
        Assert.That(saved, Has.Count.EqualTo(2));
        Pass(CacheFileRounds.Every);
        Assert.That(saved, Has.Count.EqualTo(2), "the same file is not written again");
        Offer(2);
        Pass(CacheFileRounds.Every);
        Assert.That(saved, Has.Count.EqualTo(4));
    }

    [Test]
    public void A_change_of_roles_begins_anew()
    {
        Offer(1);
        Pass(TimeSpan.Zero);
        Pass(CacheFileRounds.Soon);
        serves = true;
        Pass(TimeSpan.FromSeconds(1));
        Assert.That(done, Has.Count.EqualTo(2), "not at once");
        Pass(CacheFileRounds.Soon);
        Assert.That(done[2..], Is.EqualTo((string[])["write a", "write b"]));
    }

    [Test]
    public void A_failure_is_said_once_and_tried_again_sooner()
    {
        Pass(TimeSpan.Zero);
        Pass(CacheFileRounds.Soon);
        Assert.That(notes, Is.EqualTo((string[])["BQ2051 nobody is there", "BQ2051 nobody is there"]), "a pool each");
        Pass(CacheFileRounds.Soon * 4);
        Assert.That(done, Has.Count.EqualTo(4));
        Assert.That(notes, Has.Count.EqualTo(2));
        Offer(1);
        Pass(CacheFileRounds.Soon * 4);
        Assert.That(notes[^1], Is.EqualTo("BQ2050 cache file of pool b fetched from the peer"));
    }

    [Test]
    public void A_pool_that_a_boot_would_import_is_an_alert_of_its_own()
    {
        (serves, upkeep) = (true, CacheUpkeep.Exposed);
        Pass(TimeSpan.Zero);
        Pass(CacheFileRounds.Soon);
        Assert.That(notes[0], Does.StartWith(DaemonEvents.PoolExposed.Id));
    }

    public bool TryFetch(string group, string pool, out PoolCache? cache, out string why)
    {
        done.Add($"fetch {pool}");
        (cache, why) = (offered, "nobody is there");
        return cache is not null;
    }

    private CacheUpkeep Keep(string pool, bool anew, out string why)
    {
        done.Add($"{(anew ? "write" : "look")} {pool}");
        why = "because";
        return upkeep;
    }

    private void Offer(byte content) => offered = PoolCacheCodec.Make("a", 1, 1, [], [content]);

    private void Pass(TimeSpan time)
    {
        now += time;
        rounds.Advance(now);
    }
}
