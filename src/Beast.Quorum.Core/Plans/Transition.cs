namespace Beast.Quorum.Core.Plans;

/// <summary>The ways in which a group's serving state changes; each has a plan.</summary>
public enum Transition
{
    /// <summary>Import the pools and take the primary role.</summary>
    Takeover,

    /// <summary>Give the group away in a switchover: role to secondary, export, prove the pools gone.</summary>
    Release,

    /// <summary>
    /// The same steps as <see cref="Release"/>, within what is left of the lease, and never reversed.
    /// </summary>
    Demote,

    /// <summary>Become a standby that can take over: secondary role, HA link, target daemon.</summary>
    Rejoin,
}
