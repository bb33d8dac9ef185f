namespace Beast.Quorum.Explorer.Tests.Model;

/// <summary>The faults that cost; each recovery is free, at any later moment.</summary>
[Flags]
internal enum Fault
{
    None = 0,

    /// <summary>The interlink is cut, perhaps with a record on its way that comes late.</summary>
    Cut = 1 << 0,

    /// <summary>A daemon pauses.</summary>
    Pause = 1 << 1,

    /// <summary>A daemon is killed.</summary>
    Kill = 1 << 2,

    /// <summary>A host loses power.</summary>
    PowerLoss = 1 << 3,

    /// <summary>A write hangs.</summary>
    Hang = 1 << 4,

    /// <summary>A node can't read the newest blocks of the peer's ring for a while.</summary>
    Blind = 1 << 5,

    /// <summary>An operator restarts the daemon in the planned way.</summary>
    Restart = 1 << 6,

    /// <summary>Those that leave every daemon running.</summary>
    OutsideTheDaemon = Cut | PowerLoss | Hang | Blind,

    All = OutsideTheDaemon | Pause | Kill | Restart,
}
