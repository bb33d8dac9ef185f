using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Records;
using Beast.Quorum.Daemon.Adapters;
using Beast.Quorum.Daemon.Events;
using Beast.Quorum.Daemon.ImportCache;
using Beast.Quorum.Daemon.Peer;
using Beast.Quorum.Daemon.Reporting;
using Beast.Quorum.Storage;
using Beast.Quorum.Storage.ImportCache;

namespace Beast.Quorum.Daemon.Hosting;

/// <summary>Puts together what keeps the cache files of the groups' pools.</summary>
internal static class CacheFiles
{
    /// <summary>Starts a thread for each group that uses cache files.</summary>
    public static IEnumerable<CacheFileThread> Start(
        BeastqConfiguration configuration, RecordKey key, StorageSystem system, LeaseGuard guard, Reporter reporter)
    {
        PeerCacheFiles source = new(new PeerChannelClient(
            configuration.Interlinks, new PeerIdentity(configuration.Node, key)));
        return [.. configuration.Groups
            .Select((group, position) => (group, position))
            .Where(entry => IsUsed(entry.group))
            .Select(entry => Start(entry.group, entry.position))];

        CacheFileThread Start(GroupConfiguration group, int position)
        {
            PoolCacheWriter writer = new(system, system.PoolCaches, configuration.Node);
            CacheFileRounds rounds = new(
                group, () => guard.Serves(position), Keep, source, system.PoolCaches.Save, Note);
            return CacheFileThread.Start(
                group.Name, rounds.Advance, reason => Note(DaemonEvents.CacheFileMissing, reason));

            CacheUpkeep Keep(string pool, bool anew, out string why) =>
                writer.Keep(pool, anew, () => guard.Serves(position), out why);

            void Note(EventEntry entry, string reason) =>
                reporter.Note(entry, ("group", group.Name), ("reason", reason));
        }
    }

    /// <summary>The question with which the peer fetches them.</summary>
    public static IPeerQuestion Question(
        BeastqConfiguration configuration, StorageSystem system, LeaseGuard guard) =>
        new CacheFileQuestion(configuration.Groups, guard.Serves, system.PoolCaches);

    // The commands of a custom group import as they like.
    private static bool IsUsed(GroupConfiguration group) =>
        group is { ImportCache: true, Pools.Count: > 0, Profile: not StorageProfile.Custom };
}
