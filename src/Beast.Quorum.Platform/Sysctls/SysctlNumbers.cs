using Beast.Quorum.Platform.Native;

namespace Beast.Quorum.Platform.Sysctls;

/// <summary>
/// Types of sysctl nodes and the two meta nodes; FreeBSD's sys/sys/sysctl.h. Linux has no such interface.
/// </summary>
internal static class SysctlNumbers
{
    internal static readonly Number TypeMask = new("CTLTYPE", 0xF, null, "sys/sysctl.h");
    internal static readonly Number Node = new("CTLTYPE_NODE", 1, null, "sys/sysctl.h");
    internal static readonly Number Int = new("CTLTYPE_INT", 2, null, "sys/sysctl.h");
    internal static readonly Number Text = new("CTLTYPE_STRING", 3, null, "sys/sysctl.h");
    internal static readonly Number Signed64 = new("CTLTYPE_S64", 4, null, "sys/sysctl.h");
    internal static readonly Number UnsignedInt = new("CTLTYPE_UINT", 6, null, "sys/sysctl.h");
    internal static readonly Number Long = new("CTLTYPE_LONG", 7, null, "sys/sysctl.h");
    internal static readonly Number UnsignedLong = new("CTLTYPE_ULONG", 8, null, "sys/sysctl.h");
    internal static readonly Number Unsigned64 = new("CTLTYPE_U64", 9, null, "sys/sysctl.h");
    internal static readonly Number Unsigned8 = new("CTLTYPE_U8", 0xA, null, "sys/sysctl.h");

    // Flags of an oid, in the same word as its type.
    internal static readonly Number Writable = new("CTLFLAG_WR", 0x40000000, null, "sys/sysctl.h");
    internal static readonly Number Tunable = new("CTLFLAG_TUN", 0x00080000, null, "sys/sysctl.h");

    // The node {0, 4, oid...} answers with kind (u32) and format text of an oid: CTL_SYSCTL, CTL_SYSCTL_OIDFMT.
    internal static readonly Number Meta = new("CTL_SYSCTL", 0, null, "sys/sysctl.h");
    internal static readonly Number MetaFormat = new("CTL_SYSCTL_OIDFMT", 4, null, "sys/sysctl.h");
    internal static readonly Number NameLengthMax = new("CTL_MAXNAME", 24, null, "sys/sysctl.h");
}
