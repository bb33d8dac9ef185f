using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Daemon.ImportCache;
using Beast.Quorum.Daemon.Peer;
using Beast.Quorum.Daemon.Tests.Peer;
using Beast.Quorum.Storage.ImportCache;

namespace Beast.Quorum.Daemon.Tests.ImportCache;

internal sealed class CacheFileQuestionTests
{
    private static readonly GroupConfiguration[] Groups =
    [
        new() { Name = "one", Id = 0, Pools = ["alpha"] },
        new() { Name = "two", Id = 1, Pools = ["beast"] },
    ];

    private static readonly PoolCache Cache = PoolCacheCodec.Make(
        "beast", 7, 0, ["/dev/da1"],
        [.. "name\0\0\0\0beast\0\0\0pool_guid\0\0\0"u8, 0, 0, 0, 8, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 7]);

    private DirectoryInfo directory = null!;
    private PoolCacheStore store = null!;
    private bool serves = true;

    [SetUp]
    public void Prepare()
    {
        directory = Directory.CreateTempSubdirectory("beastq-question");
        store = new PoolCacheStore(directory.FullName);
        store.Save(Cache);
        serves = true;
    }

    [TearDown]
    public void Remove() => directory.Delete(recursive: true);

    [Test]
    public void A_standby_gets_the_owner_s_file_over_the_channel()
    {
        using PeerBench bench = Bench();
        PeerCacheFiles source = new(bench.Client());
        Assert.That(source.TryFetch("two", "beast", out PoolCache? cache, out string why), Is.True, why);
        Assert.That(cache!.Content, Is.EqualTo(Cache.Content));
        Assert.That(cache.Header.Devices, Is.EqualTo((string[])["/dev/da1"]));
    }

    [TestCase("one", "beast", "not one of its pools")]
    [TestCase("three", "beast", "no such group")]
    [TestCase("two", "../../etc/master.passwd", "not one of its pools")]
    [TestCase("one", "alpha", "not written a cache file")]
    public void Nothing_else_is_given_away(string group, string pool, string reason)
    {
        using PeerBench bench = Bench();
        Assert.That(new PeerCacheFiles(bench.Client()).TryFetch(group, pool, out _, out string why), Is.False);
        Assert.That(why, Does.Contain(reason));
    }

    [Test]
    public void A_node_that_does_not_serve_the_group_gives_nothing()
    {
        serves = false;
        using PeerBench bench = Bench();
        Assert.That(new PeerCacheFiles(bench.Client()).TryFetch("two", "beast", out _, out string why), Is.False);
        Assert.That(why, Does.Contain("does not serve"));
    }

    [Test]
    public void Words_are_counted()
    {
        CacheFileQuestion question = new(Groups, _ => true, store);
        Assert.That(() => question.Answer(["two"], default), Throws.TypeOf<PeerRefusalException>());
        Assert.That(() => question.Answer(["two", "beast", "x"], default), Throws.TypeOf<PeerRefusalException>());
    }

    [Test]
    public void An_answer_that_is_no_cache_file_of_the_pool_is_refused()
    {
        using PeerBench bench = new(null, new Strange());
        Assert.That(new PeerCacheFiles(bench.Client()).TryFetch("two", "alpha", out _, out string why), Is.False);
        Assert.That(why, Does.Contain("not a whole cache file of pool alpha"));
    }

    private PeerBench Bench() => new(null, new CacheFileQuestion(Groups, position => serves && position < 2, store));

    private sealed class Strange : IPeerQuestion
    {
        public string Name => CacheFileQuestion.Word;

        public byte[] Answer(IReadOnlyList<string> arguments, CancellationToken cancel) => PoolCacheCodec.Encode(Cache);
    }
}
