using Beast.Quorum.Core.Configuration;

namespace Beast.Quorum.Daemon.Configuration.Schema;

/// <summary>The keys of the system's programs and of a custom group's commands.</summary>
internal static class CommandsSchema
{
    public static SectionKind Commands { get; } = new(
        _ => new CommandsConfiguration(),
        [
            Program("zpool", "zpool(8).", all => all.Zpool, (all, value) => all with { Zpool = value }),
            Program("zfs", "zfs(8).", all => all.Zfs, (all, value) => all with { Zfs = value }),
            Program(
                "sysctl",
                "sysctl(8), with sysctl: command.",
                all => all.Sysctl,
                (all, value) => all with { Sysctl = value }),
            Program("ctladm", "ctladm(8).", all => all.Ctladm, (all, value) => all with { Ctladm = value }),
            Program(
                "camcontrol",
                "camcontrol(8), for fencing by reservations on FreeBSD.",
                all => all.Camcontrol,
                (all, value) => all with { Camcontrol = value }),
            Program(
                "sg_persist",
                "sg_persist(8), for fencing by reservations on Linux.",
                all => all.SgPersist,
                (all, value) => all with { SgPersist = value }),
            Program(
                "backing",
                "Run with a LUN's backing path to see whether it opens (exit 0); empty: the path is opened itself.",
                all => all.Backing,
                (all, value) => all with { Backing = value }),
            Program("service", "service(8).", all => all.Service, (all, value) => all with { Service = value }),
            Program(
                "gmultipath",
                "gmultipath(8), for groups with profile arbitrator.",
                all => all.Gmultipath,
                (all, value) => all with { Gmultipath = value }),
            Program(
                "iscsictl",
                "iscsictl(8), for groups with profile arbitrator.",
                all => all.Iscsictl,
                (all, value) => all with { Iscsictl = value }),
        ]);

    public static SectionKind Custom { get; } = new(
        _ => new CustomCommands(),
        [
            Transition(
                "takeover",
                "Run in order to take the group over; the first that fails ends the list.",
                custom => custom.Takeover,
                (custom, value) => custom with { Takeover = value },
                "[[/usr/local/sbin/start-service, now]]"),
            Transition(
                "release",
                "Run to give the group away, in a switchover or a demotion.",
                custom => custom.Release,
                (custom, value) => custom with { Release = value },
                "[[/usr/local/sbin/stop-service]]"),
            Transition(
                "rejoin",
                "Run to become a standby.",
                custom => custom.Rejoin,
                (custom, value) => custom with { Rejoin = value },
                "[[/usr/local/sbin/prepare-standby]]"),
            Setting.Of<CustomCommands, IReadOnlyList<string>>(
                "serving",
                Kinds.Command,
                "Tells whether this node serves the group: exit 0 yes, 1 no. Needed if the group lists no pools.",
                custom => custom.Serving,
                (custom, value) => custom with { Serving = value },
                example: "[/usr/local/sbin/is-serving]"),
        ]);

    private static Setting Program(
        string name,
        string meaning,
        Func<CommandsConfiguration, IReadOnlyList<string>> get,
        Func<CommandsConfiguration, IReadOnlyList<string>, CommandsConfiguration> set) =>
        Setting.Of(name, Kinds.Command, meaning, get, set);

    private static Setting Transition(
        string name,
        string meaning,
        Func<CustomCommands, IReadOnlyList<IReadOnlyList<string>>> get,
        Func<CustomCommands, IReadOnlyList<IReadOnlyList<string>>, CustomCommands> set,
        string example) =>
        Setting.Of(name, Kinds.Commands, meaning, get, set, example: example);
}
