using Beast.Quorum.Fuzz.Tests.Engine;
using Beast.Quorum.Platform.Sysctls;

namespace Beast.Quorum.Fuzz.Tests.Targets.Platform;

/// <summary>What sysctl(8) says on standard error: advice comes with an errno, and never without one.</summary>
internal sealed class SysctlComplaintTarget : FuzzTarget
{
    public override string Name => "sysctl-complaint";

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        Bytes("sysctl: unknown oid 'kern.cam.ctl.nosuch': No such file or directory"),
        Bytes("sysctl: oid 'kern.cam.ctl.ha_id' is a read only tunable\nsysctl: Tunable values are set in "
            + "/boot/loader.conf"),
        Bytes("sysctl: oid 'kern.cam.ctl.ha_link' is read only"),
        Bytes("sysctl: kern.cam.ctl.ha_role=0: Operation not permitted"),
        Bytes("sysctl: kern.cam.ctl.ha_peer=foo: Invalid argument"),
        Bytes("sysctl: invalid integer 'abc'"),
        Bytes("sysctl: empty numeric value"),
    ];

    public override Depth Run(byte[] input)
    {
        (int errno, string advice) = SysctlComplaint.Read(Text(input));
        Must((errno == 0) == (advice.Length == 0), "advice without an errno, or the reverse");
        return errno == 0 ? Depth.Refused : Depth.Accepted;
    }
}
