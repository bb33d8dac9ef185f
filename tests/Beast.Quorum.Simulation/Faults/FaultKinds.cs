namespace Beast.Quorum.Simulation.Faults;

/// <summary>What may break in a run.</summary>
internal enum FaultKinds
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Everything in the model.</summary>
    All,

    /// <summary>Everything about one path; the other one stays healthy, so nothing may ever move.</summary>
    OnePath,
}
