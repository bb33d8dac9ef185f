namespace Beast.Quorum.Lab.Ctl;

/// <summary>How CTL comes up.</summary>
internal sealed record CtlOptions
{
    /// <summary>What ctld creates.</summary>
    internal IReadOnlyList<LunConfiguration> Luns { get; init; } = [];

    /// <summary>kern.cam.ctl.ha_role of loader.conf, which is honoured from FreeBSD 11.0 on.</summary>
    internal int BootRole { get; init; } = 1;

    /// <summary>kern.cam.ctl.ha_id=0: no HA, every LUN primary from the start, no ha_peer.</summary>
    internal bool IsSingle { get; init; }

    internal int HaMode { get; init; } = 2;

    /// <summary>The HA link's keep-alive period; a peer silent for six of them is gone.</summary>
    internal TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(1);
}
