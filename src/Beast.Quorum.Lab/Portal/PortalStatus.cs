namespace Beast.Quorum.Lab.Portal;

/// <summary>What a portal answers; the SCSI sense it stands for is in the comment (FreeBSD, ctl_error.c).</summary>
public enum PortalStatus
{
    /// <summary>Done.</summary>
    Good = 0,

    /// <summary>NOT READY 04/0A: asymmetric access state transition; the initiator tries again.</summary>
    Transitioning = 1,

    /// <summary>NOT READY 04/0B: target port in standby state.</summary>
    Standby = 2,

    /// <summary>NOT READY 04/0C: target port in unavailable state.</summary>
    Unavailable = 3,

    /// <summary>NOT READY 04/03: primary, but its backing device is not open.</summary>
    NoMedia = 4,

    /// <summary>BUSY: forwarding to the peer failed.</summary>
    Busy = 5,

    /// <summary>ILLEGAL REQUEST 25/00: no such LUN.</summary>
    NoSuchLun = 6,

    /// <summary>DATA PROTECT 27/00: the pool is imported read-only.</summary>
    WriteProtected = 7,

    /// <summary>MEDIUM ERROR: the data file could not be read or written.</summary>
    MediumError = 8,

    /// <summary>ILLEGAL REQUEST: the request is no request.</summary>
    Malformed = 9,

    /// <summary>A login's status 0203: no such target.</summary>
    NoSuchTarget = 10,
}
