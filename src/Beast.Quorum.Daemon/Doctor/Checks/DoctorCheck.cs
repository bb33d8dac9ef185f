namespace Beast.Quorum.Daemon.Doctor.Checks;

/// <summary>When a check has something to say.</summary>
[Flags]
internal enum CheckScope
{
    /// <summary>Always, and of the peer's facts too.</summary>
    Always = 0,

    /// <summary>Only of a host that really is FreeBSD: its files and rc variables.</summary>
    FreeBsd = 1,

    /// <summary>Only if a group is served by CTL.</summary>
    Ctl = 2,

    /// <summary>Only if a group has pools.</summary>
    Pools = 4,

    /// <summary>Only with profile arbitrator.</summary>
    Arbitrator = 8,

    /// <summary>Compares both nodes.</summary>
    Pair = 16,

    /// <summary>Holds the facts against this node's own configuration, so it says nothing of the peer.</summary>
    Here = 32,

    /// <summary>Only if a group is served by CTL's HA link: profiles ctl-ha and ctl-ha-lun.</summary>
    CtlHa = 64,

    /// <summary>Only if LUNs have roles of their own: profile ctl-ha-lun.</summary>
    PerLun = 128,
}

/// <summary>One check: a pure function of the configuration and of the facts.</summary>
/// <param name="Id">Stable: people write it into scripts.</param>
/// <param name="Title">What is looked at.</param>
/// <param name="Meaning">Why it matters.</param>
/// <param name="Remedy">How to mend it.</param>
/// <param name="Severity">How bad it is at worst.</param>
/// <param name="Scope">When it applies.</param>
/// <param name="Judge">Judges.</param>
internal sealed record DoctorCheck(
    string Id, string Title, string Meaning, string Remedy, CheckState Severity, CheckScope Scope,
    Func<DoctorCase, Finding> Judge)
{
    /// <summary>What it concerns: the first part of the id.</summary>
    public string Area => Id[..Id.IndexOf('.', StringComparison.Ordinal)];
}
