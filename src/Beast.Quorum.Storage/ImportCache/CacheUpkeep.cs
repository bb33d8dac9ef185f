namespace Beast.Quorum.Storage.ImportCache;

/// <summary>What became of the upkeep of a pool's cache file.</summary>
public enum CacheUpkeep
{
    /// <summary>A new one was written and checked.</summary>
    Written,

    /// <summary>The kept one is still that of the pool.</summary>
    Current,

    /// <summary>None could be made; imports scan the disks.</summary>
    NotMade,

    /// <summary>
    /// The property names beastq's file and could not be set back; harmless, and tried again. No boot reads the file.
    /// </summary>
    NotRestored,

    /// <summary>The property is neither <c>none</c> nor beastq's: a boot of this host would import the pool.</summary>
    Exposed,
}
