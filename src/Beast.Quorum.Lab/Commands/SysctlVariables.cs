using System.Globalization;
using System.Numerics;
using Beast.Quorum.Lab.Ctl;
using Beast.Quorum.Lab.Pools;
using Beast.Quorum.Lab.Releases;

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
    internal static IReadOnlyList<SysctlVariable> Of(HostPools pools, CtlSubsystem ctl, Func<long> watchdog)
    {
        SystemRelease release = pools.Release;
        List<SysctlVariable> variables =
        [
            Constant("kern.osreldate", Number(release.Number)),
            Constant("kern.ostype", "FreeBSD"),
            Constant("kern.osrelease", release.Version),
            Constant("kern.hostname", pools.Identity.HostName),
            new("kern.hostid", SysctlAccess.Number, () => Number((long)pools.HostId), value =>
            {
                bool fits = uint.TryParse(value, CultureInfo.InvariantCulture, out uint id);
                pools.HostId = fits ? id : pools.HostId;
                return fits;
            }),
            Constant("kern.hostuuid", pools.Identity.HostUuid),
            Constant("kern.securelevel", "-1"),
            .. Ctl(release, ctl),
            // What is armed, as a power of two of nanoseconds, and in seconds (watchdog(9)).
            new("hw.watchdog.wd_last_u", SysctlAccess.ReadOnly, () => Number(Exponent(watchdog()))),
            new("hw.watchdog.wd_last_u_secs", SysctlAccess.ReadOnly, () => Number(watchdog() / 1_000_000_000)),
        ];
        if (release.IsOpenZfs)
        {
            variables.AddRange(
            [
                Constant("vfs.zfs.multihost.interval", Number((long)pools.MultihostInterval.TotalMilliseconds)),
                Constant("vfs.zfs.multihost.fail_intervals", Number(Multihost.FailIntervals)),
                Constant("vfs.zfs.multihost.import_intervals", "20"),
            ]);
        }

        return variables;
    }

    private static SysctlVariable[] Ctl(SystemRelease release, CtlSubsystem ctl)
    {
        SysctlVariable[] variables =
        [
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
        // The recorded 11.0 has no lun_map_size, and without an id no frontend registers ha_peer.
        return Array.FindAll(variables, variable => variable.Name switch
        {
            "kern.cam.ctl.lun_map_size" => release.Name != "11",
            "kern.cam.ctl.ha_peer" => ctl.HaId != 0,
            _ => true,
        });
    }

    private static long Exponent(long nanoseconds) => nanoseconds <= 0 ? 0 : BitOperations.Log2((ulong)nanoseconds);

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static SysctlVariable Constant(
        string name, string value, SysctlAccess access = SysctlAccess.ReadOnly) => new(name, access, () => value);
}
