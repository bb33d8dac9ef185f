using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Daemon.Events;
using Beast.Quorum.Storage.ImportCache;

namespace Beast.Quorum.Daemon.ImportCache;

/// <summary>Keeps a served pool's cache file: the pool, and whether it is written in any case.</summary>
/// <param name="pool">The pool.</param>
/// <param name="anew">Whether the file is written even if the pool's devices are the same.</param>
/// <param name="why">What was done, or why not.</param>
internal delegate CacheUpkeep KeepCacheFile(string pool, bool anew, out string why);

/// <summary>
/// What is done for one group's cache files, and when: the owner writes them, the standby fetches them. Asked again and
/// again by its thread. Says the same thing once only.
/// </summary>
/// <param name="group">The group.</param>
/// <param name="serves">Whether this node serves it now.</param>
/// <param name="keep">The owner's part.</param>
/// <param name="source">The standby's part.</param>
/// <param name="save">Keeps a file that was fetched.</param>
/// <param name="note">Tells people.</param>
internal sealed class CacheFileRounds(
    GroupConfiguration group,
    Func<bool> serves,
    KeepCacheFile keep,
    ICacheFileSource source,
    Action<PoolCache> save,
    Action<EventEntry, string> note)
{
    /// <summary>Time between two rounds.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(3);

    /// <summary>Time before the first one, and before one that makes good a failure.</summary>
    public static readonly TimeSpan Soon = TimeSpan.FromSeconds(15);

    /// <summary>A file is written anew after this time even if the pool's devices are the same.</summary>
    public static readonly TimeSpan Oldest = TimeSpan.FromHours(6);

    private readonly Dictionary<string, TimeSpan> writtenAt = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> said = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> fetched = new(StringComparer.Ordinal);
    private bool served;
    private TimeSpan? next;

    /// <summary>Does what is due.</summary>
    /// <param name="now">Time since any fixed moment.</param>
    public void Advance(TimeSpan now)
    {
        bool owner = serves();
        if (next is null || owner != served)
        {
            // A takeover has better things to do at first, and a new owner has written nothing yet.
            next = now + Soon;
            served = owner;
            fetched.Clear();
        }

        if (now < next)
        {
            return;
        }

        bool good = true;
        foreach (string pool in group.Pools)
        {
            good &= owner ? Keep(pool, now) : Fetch(pool);
        }

        // A question costs little; what an owner does in vain is a change of its pool's property each time.
        next = now + (good ? Every : owner ? Soon * 4 : Soon);
    }

    private bool Keep(string pool, TimeSpan now)
    {
        bool anew = !writtenAt.TryGetValue(pool, out TimeSpan last) || now - last >= Oldest;
        CacheUpkeep upkeep = keep(pool, anew, out string why);
        switch (upkeep)
        {
            case CacheUpkeep.Written:
                writtenAt[pool] = now;
                Say(pool, DaemonEvents.CacheFileKept, why);
                break;
            case CacheUpkeep.Exposed:
                Say(pool, DaemonEvents.PoolExposed, why);
                break;
            case CacheUpkeep.NotMade:
            case CacheUpkeep.NotRestored:
                Say(pool, DaemonEvents.CacheFileMissing, why);
                break;
        }

        return upkeep is CacheUpkeep.Written or CacheUpkeep.Current;
    }

    private bool Fetch(string pool)
    {
        if (!source.TryFetch(group.Name, pool, out PoolCache? cache, out string why))
        {
            Say(pool, DaemonEvents.CacheFileMissing, why);
            return false;
        }

        if (fetched.GetValueOrDefault(pool) == cache!.Header.Sha256)
        {
            return true;
        }

        try
        {
            save(cache);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Say(pool, DaemonEvents.CacheFileMissing, fault.Message);
            return false;
        }

        fetched[pool] = cache.Header.Sha256;
        Say(pool, DaemonEvents.CacheFileKept, $"cache file of pool {pool} fetched from the peer");
        return true;
    }

    private void Say(string pool, EventEntry entry, string text)
    {
        string line = $"{entry.Id} {text}";
        if (said.GetValueOrDefault(pool) != line)
        {
            said[pool] = line;
            note(entry, text);
        }
    }
}
