using Beast.Quorum.Lab.Runs;
using Beast.Quorum.Lab.Scenarios;

namespace Beast.Quorum.EndToEnd.Tests.Lab;

/// <summary>The owner writes a cache file of its pool, the standby fetches it and imports by it.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class CacheFileTests
{
    [Test]
    public void A_takeover_imports_by_the_cache_file_that_the_peer_had_written() =>
        OwnScenario.MustPass(new ByCacheFile(), null);

    private sealed class ByCacheFile : Scenario
    {
        public override string Name => "cache-file";

        public override string Story => "the owner loses power after its cache file has reached the standby";

        public override int Takeovers => 1;

        public override Death? Run(LabPair pair, int round)
        {
            int victim = pair.Owner();
            int survivor = 1 - victim;
            pair.Await("the standby has the owner's cache file", 3 * Patience, () =>
                Journal(pair, survivor).Contains("fetched from the peer", StringComparison.Ordinal));
            Death death = new(victim, pair.PowerOff(victim));
            pair.AwaitServing(survivor, TakeoverBound(pair));
            string[] imports = [.. File.ReadLines(pair.Files.CommandLog(survivor))
                .Where(line => line.Contains("zpool import", StringComparison.Ordinal))];
            Assert.That(imports, Has.One.Contains("-c "), "no other import was needed");
            Assert.That(imports, Has.Length.EqualTo(1));
            Assert.That(Journal(pair, survivor), Does.Contain("by its cache file"));
            ComeBack(pair, victim);
            return death;
        }

        private static string Journal(LabPair pair, int node)
        {
            string path = Path.Combine(pair.Files.Node(node), "db", "events.jsonl");
            return File.Exists(path) ? File.ReadAllText(path) : "";
        }
    }
}
