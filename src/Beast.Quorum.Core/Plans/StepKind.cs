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

    /// <summary>Run one command of a <c>custom</c> profile.</summary>
    RunCommand,
}
