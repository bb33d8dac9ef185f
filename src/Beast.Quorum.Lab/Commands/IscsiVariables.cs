using System.Globalization;
using Beast.Quorum.Lab.Geom;
using Beast.Quorum.Lab.Iscsi;

namespace Beast.Quorum.Lab.Commands;

/// <summary>The variables of the initiator and of GEOM_MULTIPATH, in the order in which 10.4 prints them.</summary>
internal static class IscsiVariables
{
    internal static IReadOnlyList<SysctlVariable> Of(IscsiSettings settings, MultipathClass multipath) =>
    [
        Number("kern.iscsi.fail_on_shutdown", () => settings.FailOnShutdown, value => settings.FailOnShutdown = value),
        Number("kern.iscsi.fail_on_disconnection", () => settings.FailOnDisconnection,
            value => settings.FailOnDisconnection = value),
        Number("kern.iscsi.maxtags", () => settings.MaximumTags, value => settings.MaximumTags = value),
        Number("kern.iscsi.login_timeout", () => settings.LoginTimeout, value => settings.LoginTimeout = value),
        Number("kern.iscsi.iscsid_timeout", () => settings.IscsidTimeout, value => settings.IscsidTimeout = value),
        Number("kern.iscsi.ping_timeout", () => settings.PingTimeout, value => settings.PingTimeout = value),
        Number("kern.iscsi.debug", () => settings.Debug, value => settings.Debug = value),
        Number("kern.geom.multipath.exclusive", () => multipath.Exclusive, value => multipath.Exclusive = value),
        Number("kern.geom.multipath.debug", () => multipath.Debug, value => multipath.Debug = value),
    ];

    private static SysctlVariable Number(string name, Func<int> read, Action<int> write) => new(
        name, SysctlAccess.Number, () => read().ToString(CultureInfo.InvariantCulture), value =>
        {
            write(int.Parse(value, CultureInfo.InvariantCulture));
            return true;
        });
}
