namespace Beast.Quorum.Lab.Geom;

/// <summary>A provider as a path of a multipath device. All of it is guarded by the class's lock.</summary>
internal sealed class MultipathPath(IProvider provider)
{
    internal IProvider Provider => provider;

    /// <summary>An error or an operator marked it.</summary>
    internal bool IsFailed { get; set; }

    /// <summary>Its provider is gone, or it is being removed; it goes when its last request has ended.</summary>
    internal bool IsLost { get; set; }

    internal int InFlight { get; set; }

    internal bool IsGood => !IsFailed && !IsLost;
}
