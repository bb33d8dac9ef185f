using Beast.Quorum.Storage.ImportCache;

namespace Beast.Quorum.Daemon.ImportCache;

/// <summary>Where a standby gets the owner's cache files from.</summary>
internal interface ICacheFileSource
{
    /// <summary>Asks for the cache file of one pool; may take as long as the network does, but not for ever.</summary>
    /// <param name="group">The group.</param>
    /// <param name="pool">One of its pools.</param>
    /// <param name="cache">The file, whole and of that pool.</param>
    /// <param name="why">If there is none, why, in one line.</param>
    public bool TryFetch(string group, string pool, out PoolCache? cache, out string why);
}
