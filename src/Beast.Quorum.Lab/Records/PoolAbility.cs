namespace Beast.Quorum.Lab.Records;

/// <summary>What a host can do with a pool.</summary>
public enum PoolAbility
{
    /// <summary>Not imported.</summary>
    Exported,

    /// <summary>Imported with <c>readonly=on</c>.</summary>
    ReadOnly,

    /// <summary>Imported and writable.</summary>
    ReadWrite,
}
