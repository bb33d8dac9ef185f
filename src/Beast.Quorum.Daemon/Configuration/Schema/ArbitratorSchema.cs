using Beast.Quorum.Core.Configuration;

namespace Beast.Quorum.Daemon.Configuration.Schema;

/// <summary>The keys of an arbitrator group's paths.</summary>
internal static class ArbitratorSchema
{
    public static SectionKind Section { get; } = new(
        _ => new ArbitratorConfiguration(),
        [
            Row(
                "provider",
                "/dev/zvol/POOL/VOLUME",
                "The group's volume, as this node sees it while it owns the group.",
                paths => paths.Provider,
                (paths, value) => paths with { Provider = value },
                "/dev/zvol/ctrl-b_m0/v0"),
            Row(
                "multipath",
                $"{ConfigurationBounds.MultipathLength.Least} to {ConfigurationBounds.MultipathLength.Most} letters, "
                + "digits, dots, - and _",
                "Name of the gmultipath device on which the LUN for clients lies; none: it lies on the volume itself.",
                paths => paths.Multipath,
                (paths, value) => paths with { Multipath = value },
                "CTRL_B_BACK"),
            Row(
                "portal",
                "an address, 192.168.56.11, or with a port, 192.168.56.11:3260 or [fd00::1]:3260",
                "The peer's end of an interlink, where its private target listens.",
                paths => paths.Portal,
                (paths, value) => paths with { Portal = value },
                "192.168.56.11"),
            Row(
                "target",
                "an iSCSI name",
                "The peer's private target, with this volume as its only LUN.",
                paths => paths.Target,
                (paths, value) => paths with { Target = value },
                "\"iqn.2016-01.local.sss.private:target0\""),
        ]);

    private static Setting Row(
        string name,
        string allowed,
        string meaning,
        Func<ArbitratorConfiguration, string?> get,
        Func<ArbitratorConfiguration, string, ArbitratorConfiguration> set,
        string example) =>
        Setting.Of(name, new TextKind(allowed), meaning, get, set, example: example, defaultText: "none");
}
