using System.Globalization;
using Beast.Quorum.Lab.Ctl;
using Beast.Quorum.Lab.Pools;

namespace Beast.Quorum.Lab.Commands;

/// <summary>How a sysctl variable may be used.</summary>
internal enum SysctlAccess
{
    ReadOnly,
    Tunable,
    Number,
    Text,
}

/// <summary>One variable: its name, its access, how it is read and, if it can be, how it is written.</summary>
/// <param name="Name">The dotted name.</param>
/// <param name="Access">Decides which error a write gets.</param>
/// <param name="Read">The value as text.</param>
/// <param name="Write">Takes a value; false is EINVAL. Null: not written.</param>
internal sealed record SysctlVariable(
    string Name, SysctlAccess Access, Func<string> Read, Func<string, bool>? Write = null);

/// <summary>The variables of a host, in the order in which sysctl prints a subtree.</summary>
internal static class SysctlVariables
{
    internal static IReadOnlyList<SysctlVariable> Of(HostIdentity identity, CtlSubsystem ctl)
    {
        static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
        static SysctlVariable Constant(string name, string value, SysctlAccess access = SysctlAccess.ReadOnly) =>
            new(name, access, () => value);
        return
        [
            Constant("kern.osreldate", "1004000"),
            Constant("kern.ostype", "FreeBSD"),
            Constant("kern.osrelease", "10.4-RELEASE"),
            Constant("kern.hostname", identity.HostName),
            Constant("kern.hostid", identity.HostId.ToString(CultureInfo.InvariantCulture)),
            Constant("kern.hostuuid", identity.HostUuid),
            new("kern.cam.ctl.ha_peer", SysctlAccess.Text, () => ctl.Link.Peer, ctl.Link.SetPeer),
            new("kern.cam.ctl.ha_role", SysctlAccess.Number, () => Number(ctl.Role), value =>
            {
                ctl.WriteRole(value.Trim() is "0" or "-0" or "0x0" ? 0 : 1);
                return true;
            }),
            new("kern.cam.ctl.ha_link", SysctlAccess.ReadOnly, () => Number(ctl.Link.State)),
            Constant("kern.cam.ctl.ha_id", Number(ctl.HaId), SysctlAccess.Tunable),
            Constant("kern.cam.ctl.ha_mode", Number(ctl.HaMode), SysctlAccess.Tunable),
            Constant("kern.cam.ctl.iscsi.maxcmdsn_delta", "256", SysctlAccess.Tunable),
            Constant("kern.cam.ctl.iscsi.login_timeout", "60", SysctlAccess.Tunable),
            Constant("kern.cam.ctl.iscsi.ping_timeout", "5", SysctlAccess.Tunable),
            Constant("kern.cam.ctl.iscsi.debug", "1", SysctlAccess.Tunable),
            Constant("kern.cam.ctl.block.num_threads", "14", SysctlAccess.Tunable),
            Constant("kern.cam.ctl.lun_map_size", "1024", SysctlAccess.Tunable),
            Constant("kern.cam.ctl.debug", "0", SysctlAccess.Tunable),
            Constant("kern.cam.ctl.worker_threads", "1", SysctlAccess.Tunable),
        ];
    }
}
