using Beast.Quorum.Daemon.Peer;
using Beast.Quorum.Storage.ImportCache;

namespace Beast.Quorum.Daemon.ImportCache;

/// <summary>Fetches cache files from the peer's daemon (<see cref="CacheFileQuestion"/>).</summary>
internal sealed class PeerCacheFiles(PeerChannelClient peer) : ICacheFileSource
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public bool TryFetch(string group, string pool, out PoolCache? cache, out string why)
    {
        cache = null;
        try
        {
            byte[] answer = peer.Ask(Patience, CacheFileQuestion.Word, group, pool);
            bool good = PoolCacheCodec.TryDecode(answer, out PoolCache found) && found.Header.Pool == pool;
            cache = good ? found : null;
            why = good ? "" : $"the peer's answer is not a whole cache file of pool {pool}; does it run this version?";
            return good;
        }
        catch (PeerChannelException fault)
        {
            why = fault.Message;
            return false;
        }
    }
}
