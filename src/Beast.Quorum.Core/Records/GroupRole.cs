namespace Beast.Quorum.Core.Records;

/// <summary>What a node says about a group in its record.</summary>
public enum GroupRole : byte
{
    /// <summary>Not in the record: nothing is known, so the worst is assumed.</summary>
    Unknown = 0,

    /// <summary>Holds nothing and wants nothing.</summary>
    None = 1,

    /// <summary>Wishes to own the group at this epoch.</summary>
    Claim = 2,

    /// <summary>Holds the group's lease.</summary>
    Own = 3,

    /// <summary>Still holds the lease, and is giving the group up.</summary>
    Releasing = 4,

    /// <summary>Has given the group up; its absence was checked (S10).</summary>
    Released = 5,
}

/// <summary>Questions about roles.</summary>
public static class GroupRoles
{
    /// <summary>Whether a node with this role may be serving the group.</summary>
    public static bool Holds(this GroupRole role) => role is GroupRole.Own or GroupRole.Releasing;

    /// <summary>Whether a node with this role certainly does not serve the group and does not try to.</summary>
    public static bool IsVacant(this GroupRole role) => role is GroupRole.None or GroupRole.Released;
}
