namespace Beast.Quorum.Core.Plans;

/// <summary>What one step of a plan does. The commands behind it belong to the storage layer.</summary>
public enum StepKind
{
    /// <summary>Export a read-only standby import of the pool, so that it can be imported anew.</summary>
    ExportStandbyImport,

    /// <summary>Import the pool read-write (<c>zpool import -f -N -o cachefile=none</c>).</summary>
    ImportPool,

    /// <summary>Wait until a LUN's backing path can be opened.</summary>
    WaitBackingPath,

    /// <summary>Make this node primary (<c>kern.cam.ctl.ha_role=0</c>).</summary>
    TakeRole,

    /// <summary>See that ctld runs; start it if it does not.</summary>
    EnsureTargetDaemon,

    /// <summary>Wait until a LUN says <c>Unit is ready</c>; write the role again while it does not.</summary>
    WaitLunReady,

    /// <summary>Set <c>kern.cam.ctl.ha_peer</c>, so that the HA link can come up.</summary>
    SetPeer,

    /// <summary>Start a scrub of the pool.</summary>
    StartScrub,

    /// <summary>Clear the error counters of the pool; only ever on an operator's order.</summary>
    ClearErrors,

    /// <summary>Make this node secondary (<c>kern.cam.ctl.ha_role=1</c>); returns when the zvols are closed.</summary>
    GiveRole,

    /// <summary>Export the pool.</summary>
    ExportPool,

    /// <summary>Look in the system's own list that the pool is not imported (S10).</summary>
    VerifyPoolGone,

    /// <summary>
    /// Look in the system's own list that the pool is not imported read-write; a read-only standby import may stay.
    /// </summary>
    VerifyPoolNotWritable,

    /// <summary>Wait until <c>kern.cam.ctl.ha_link</c> is 2 and stays so.</summary>
    WaitLink,

    /// <summary>Import the pool read-only, as a standby may (<c>standby_import: readonly</c>).</summary>
    ImportReadOnly,

    /// <summary>
    /// Make this node primary for one LUN (<c>ctladm modify -o ha_role=primary</c>, with all its other options).
    /// </summary>
    TakeLunRole,

    /// <summary>Make this node secondary for one LUN; returns when its volume is closed.</summary>
    GiveLunRole,

    /// <summary>See that LUNs without a role of their own are secondary (<c>kern.cam.ctl.ha_role</c> is 1).</summary>
    GiveDefaultRole,

    /// <summary>Give the gmultipath device the local volume as a path; create the device if it is not there.</summary>
    AttachLocalPath,

    /// <summary>Rotate the gmultipath device to the local volume.</summary>
    UseLocalPath,

    /// <summary>Take the local volume out of the gmultipath device.</summary>
    DetachLocalPath,

    /// <summary>Have every LUN whose backing path is the subject opened.</summary>
    OpenBackedLuns,

    /// <summary>Have every LUN whose backing path is the subject closed, so that the pool is not busy.</summary>
    CloseBackedLuns,

    /// <summary>Have ctld read its configuration again while the LUNs that clients see are not ready.</summary>
    ReloadTargetDaemon,

    /// <summary>Ask for an iSCSI session to the peer's private target.</summary>
    OpenSession,

    /// <summary>Wait until that session is connected and its disk is known.</summary>
    WaitSession,

    /// <summary>Give the gmultipath device the peer's disk as a path; create the device if it is not there.</summary>
    AttachPeerPath,

    /// <summary>Rotate the gmultipath device to the peer's disk.</summary>
    UsePeerPath,

    /// <summary>Run one command of a <c>custom</c> profile.</summary>
    RunCommand,

    /// <summary>
    /// Take the pool's disks: register this node's key, remove the peer's, reserve (fencing method <c>scsi-pr</c>).
    /// </summary>
    ReserveDisks,

    /// <summary>Give the pool's disks up: unregister this node's key, which ends the reservation.</summary>
    ReleaseDisks,
}
