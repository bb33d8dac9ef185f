namespace Beast.Quorum.Lab.Ctl;

/// <summary>What a LUN has to tell an initiator before it answers anything else.</summary>
[Flags]
internal enum UnitAttention
{
    None = 0,

    /// <summary>29/01; telling it clears the others.</summary>
    PowerOn = 1,

    /// <summary>2A/06.</summary>
    AsymmetricAccessChanged = 2,
}
