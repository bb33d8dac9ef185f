namespace Beast.Quorum.Lab.Faults;

/// <summary>What a delay or a failure can be attached to.</summary>
public enum Operation
{
    /// <summary><c>zpool import</c>.</summary>
    Import,

    /// <summary><c>zpool export</c>.</summary>
    Export,

    /// <summary>A write of <c>kern.cam.ctl.ha_role</c>.</summary>
    Role,
}
