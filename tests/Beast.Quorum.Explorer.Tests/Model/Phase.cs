namespace Beast.Quorum.Explorer.Tests.Model;

/// <summary>Where a daemon stands with the group.</summary>
internal enum Phase : byte
{
    /// <summary>Started, and the peer's ring has not been read yet.</summary>
    Start,

    Standby,

    /// <summary>`claim(e)` is published; the count tells writes, then conclusive reads.</summary>
    Claiming,

    /// <summary>`own(e)` is published, not yet confirmed.</summary>
    Owning,

    /// <summary>Confirmed; no command of the takeover plan has started.</summary>
    Confirmed,

    /// <summary>From the first takeover command.</summary>
    Serving,

    /// <summary>Stops serving in order; serves until that is done.</summary>
    Demoting,

    /// <summary>A new daemon that found the group imported.</summary>
    Adopting,
}
