namespace Beast.Quorum.Lab.Ctl;

/// <summary>How CTL comes up.</summary>
internal sealed record CtlOptions
{
    /// <summary>What ctld creates.</summary>
    internal IReadOnlyList<LunConfiguration> Luns { get; init; } = [];

    /// <summary>1: FreeBSD 10.4; 0: FreeBSD 11 with ha_role=0 in loader.conf.</summary>
    internal int BootRole { get; init; } = 1;

    internal int HaMode { get; init; } = 2;

    /// <summary>The HA link's keep-alive period; a peer silent for six of them is gone.</summary>
    internal TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(1);
}
