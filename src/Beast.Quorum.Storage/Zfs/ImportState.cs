namespace Beast.Quorum.Storage.Zfs;

/// <summary>How a pool is imported on this node.</summary>
public enum ImportState
{
    /// <summary>The system could not be asked, or its answer could not be read.</summary>
    Unknown,

    /// <summary>Not at all.</summary>
    No,

    /// <summary>Read-only, as a standby may.</summary>
    ReadOnly,

    /// <summary>Read-write: this node can write to it.</summary>
    ReadWrite,
}
