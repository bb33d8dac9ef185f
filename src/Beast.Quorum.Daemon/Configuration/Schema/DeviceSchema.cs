using Beast.Quorum.Core.Configuration;

namespace Beast.Quorum.Daemon.Configuration.Schema;

/// <summary>The keys of the quorum device, the interlinks and the watchdog.</summary>
internal static class DeviceSchema
{
    private static readonly TextKind Endpoint = new("an address and a port, 192.168.56.103:7410 or [fd00::1]:7410");

    public static SectionKind QuorumDevice { get; } = new(
        _ => new QuorumDeviceConfiguration(QuorumDeviceKind.Raw, ""),
        [
            Setting.Of<QuorumDeviceConfiguration, QuorumDeviceKind>(
                "kind",
                new ChoiceKind<QuorumDeviceKind>(("raw", QuorumDeviceKind.Raw), ("socket", QuorumDeviceKind.Socket)),
                "raw: a disk, a partition or a file; socket: a server on a Unix socket that reads and writes blocks.",
                device => device.Kind,
                (device, value) => device with { Kind = value }),
            Setting.Of<QuorumDeviceConfiguration, string>(
                "path",
                Kinds.SocketPath,
                "Where it is.",
                device => device.Path,
                (device, value) => device with { Path = value },
                required: true),
        ]);

    public static ListKind<InterlinkConfiguration> Interlinks { get; } = new(
        new SectionKind(
            _ => new InterlinkConfiguration("", ""),
            [
                Setting.Of<InterlinkConfiguration, string>(
                    "local",
                    Endpoint,
                    "This node's end.",
                    link => link.Local,
                    (link, value) => link with { Local = value },
                    required: true),
                Setting.Of<InterlinkConfiguration, string>(
                    "peer",
                    Endpoint,
                    "The peer's end, of the same family.",
                    link => link.Peer,
                    (link, value) => link with { Peer = value },
                    required: true),
            ]),
        $"a list of {ConfigurationBounds.Interlinks.Least} to {ConfigurationBounds.Interlinks.Most} mappings "
        + "with local and peer");

    public static SectionKind Watchdog { get; } = new(
        _ => new WatchdogConfiguration(),
        [
            Setting.Of<WatchdogConfiguration, WatchdogKind>(
                "kind",
                new ChoiceKind<WatchdogKind>(
                    ("fido", WatchdogKind.Fido),
                    ("socket", WatchdogKind.Socket),
                    ("linux", WatchdogKind.Linux),
                    ("none", WatchdogKind.None)),
                "fido: FreeBSD's watchdog(4); socket: one served over a Unix datagram socket; linux: Linux's "
                    + "/dev/watchdog, for virtual machines; none: no watchdog.",
                watchdog => watchdog.Kind,
                (watchdog, value) => watchdog with { Kind = value }),
            Setting.Of<WatchdogConfiguration, string>(
                "path",
                Kinds.SocketPath,
                "Where it is.",
                watchdog => watchdog.Path,
                (watchdog, value) => watchdog with { Path = value }),
        ]);
}
