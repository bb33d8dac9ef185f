namespace Beast.Quorum.Lab.Geom;

/// <summary>How a multipath device uses its paths (gmultipath(8)).</summary>
internal enum MultipathMode
{
    /// <summary>One path carries everything.</summary>
    ActivePassive,

    /// <summary><c>-A</c>: every good path is used in turn.</summary>
    ActiveActive,

    /// <summary><c>-R</c>: reads use every good path, writes the active one.</summary>
    ActiveRead,
}
