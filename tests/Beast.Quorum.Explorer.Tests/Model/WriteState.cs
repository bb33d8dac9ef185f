namespace Beast.Quorum.Explorer.Tests.Model;

/// <summary>The one write that a node may have outstanding.</summary>
internal enum WriteState : byte
{
    None,

    /// <summary>Issued, and it hangs: it may land at any later time, or never.</summary>
    Hung,

    /// <summary>On the disk; its completion has not been looked at, so the read is not issued yet.</summary>
    Landed,
}
