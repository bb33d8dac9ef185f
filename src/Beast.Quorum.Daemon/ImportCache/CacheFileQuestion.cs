using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Daemon.Peer;
using Beast.Quorum.Storage.ImportCache;

namespace Beast.Quorum.Daemon.ImportCache;

/// <summary>
/// <c>cache-file GROUP POOL</c>: the cache file of a pool that this node serves, as <see cref="PoolCacheCodec"/> packs
/// it. Refused unless it serves the group now: only an owner's file shows the pool as it is.
/// </summary>
/// <param name="groups">The groups, in the configuration's order.</param>
/// <param name="serves">Whether this node serves the group at a position.</param>
/// <param name="store">The files.</param>
internal sealed class CacheFileQuestion(
    IReadOnlyList<GroupConfiguration> groups, Func<int, bool> serves, PoolCacheStore store) : IPeerQuestion
{
    public const string Word = "cache-file";

    public string Name => Word;

    public byte[] Answer(IReadOnlyList<string> arguments, CancellationToken cancel)
    {
        if (arguments.Count != 2)
        {
            throw new PeerRefusalException($"{Word} takes a group and a pool");
        }

        int position = groups.TakeWhile(group => group.Name != arguments[0]).Count();
        if (position == groups.Count || !groups[position].Pools.Contains(arguments[1], StringComparer.Ordinal))
        {
            throw new PeerRefusalException("no such group here, or the pool is not one of its pools");
        }

        if (!serves(position))
        {
            throw new PeerRefusalException("this node does not serve the group");
        }

        return store.TryLoad(arguments[1], out PoolCache cache)
            ? PoolCacheCodec.Encode(cache)
            : throw new PeerRefusalException("this node has not written a cache file yet");
    }
}
