namespace Beast.Quorum.Lab.Releases;

/// <summary>Which ZFS a release comes with; their words differ.</summary>
public enum ZfsKind
{
    /// <summary>illumos ZFS: FreeBSD 10 to 12.</summary>
    Illumos,

    /// <summary>OpenZFS 2.1: FreeBSD 13.</summary>
    OpenZfs21,

    /// <summary>OpenZFS 2.2: FreeBSD 14.</summary>
    OpenZfs22,

    /// <summary>OpenZFS 2.4: FreeBSD 15.</summary>
    OpenZfs24,
}
