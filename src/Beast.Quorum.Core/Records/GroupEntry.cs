namespace Beast.Quorum.Core.Records;

/// <summary>What a record says about one group; 16 bytes on the wire.</summary>
public struct GroupEntry
{
    /// <summary>Value of <see cref="Target"/> for "no target".</summary>
    public const byte NoTarget = 255;

    /// <summary>The group's id, 0 to 63.</summary>
    public byte Id { get; set; }

    /// <summary>The node's role in it.</summary>
    public GroupRole Role { get; set; }

    /// <summary>The node that is to own it next, or <see cref="NoTarget"/>.</summary>
    public byte Target { get; set; }

    /// <summary>Readiness and failures.</summary>
    public GroupFlags Flags { get; set; }

    /// <summary>The epoch that <see cref="Role"/> speaks of; 0 for none.</summary>
    public uint Epoch { get; set; }

    /// <summary>The highest epoch this node has seen anywhere; 0 if none.</summary>
    public uint HighestSeen { get; set; }

    /// <summary>The last epoch in which this node owned the group; 0 if it never did.</summary>
    public uint LastOwned { get; set; }
}

/// <summary>Flags of a group entry.</summary>
[Flags]
public enum GroupFlags : byte
{
    /// <summary>No flag.</summary>
    None = 0,

    /// <summary>This node could take the group over in a switchover.</summary>
    Ready = 1,

    /// <summary>A takeover failed here; this node does not claim the group by itself.</summary>
    FailedHere = 2,

    /// <summary>The owner serves it and sees no fault in the service.</summary>
    Healthy = 4,

    /// <summary>The recovery after a takeover is unfinished, or was when the group was given up here.</summary>
    Unrecovered = 8,
}
