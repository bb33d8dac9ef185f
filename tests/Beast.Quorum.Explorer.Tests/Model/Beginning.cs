namespace Beast.Quorum.Explorer.Tests.Model;

/// <summary>Where an exploration begins; each with the interlink up and down.</summary>
[Flags]
internal enum Beginning
{
    None = 0,

    /// <summary>Node 0 serves, node 1 has seen it.</summary>
    OwnerAndStandby = 1 << 0,

    /// <summary>Node 0 serves, the daemon of node 1 starts.</summary>
    OwnerAndStarting = 1 << 1,

    /// <summary>Nobody owns the group any more, and both know.</summary>
    TwoStandbys = 1 << 2,

    All = OwnerAndStandby | OwnerAndStarting | TwoStandbys,
}
