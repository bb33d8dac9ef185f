using Beast.Quorum.Core.Configuration;

namespace Beast.Quorum.Daemon.Configuration.Schema;

/// <summary>
/// Every key of the file. Reading, showing and the sample all come from this table; defaults come from the model.
/// </summary>
internal static class BeastqSchema
{
    public static SectionKind Root { get; } = new(_ => Blank, [.. Identity, .. Protection, .. System]);

    private static BeastqConfiguration Blank => new()
    {
        Cluster = "",
        Node = 0,
        QuorumDevice = new QuorumDeviceConfiguration(QuorumDeviceKind.Raw, ""),
        Interlinks = [],
        Groups = [],
    };

    private static Setting[] Identity =>
    [
        Row(
            "cluster",
            new TextKind(
                $"{ConfigurationBounds.ClusterLength.Least} to {ConfigurationBounds.ClusterLength.Most} "
                + "printable ASCII characters"),
            "Name of the cluster, equal on both nodes.",
            root => root.Cluster,
            (root, value) => root with { Cluster = value },
            required: true),
        Row(
            "node",
            Kinds.Node,
            "Id of this node; kern.cam.ctl.ha_id is one more.",
            root => root.Node,
            (root, value) => root with { Node = value },
            required: true),
        Row(
            "key_file",
            Kinds.Path,
            "File with the key that both nodes share, mode 0600; made by beastq key generate.",
            root => root.KeyFile,
            (root, value) => root with { KeyFile = value }),
        Row(
            "quorum_device",
            DeviceSchema.QuorumDevice,
            "The shared device through which ownership changes, at least 1 MiB; it must hold nothing else.",
            root => root.QuorumDevice,
            (root, value) => root with { QuorumDevice = value },
            required: true),
        Row(
            "interlinks",
            DeviceSchema.Interlinks,
            "The private paths to the peer, each with the address and UDP port of both ends.",
            root => root.Interlinks,
            (root, value) => root with { Interlinks = value },
            required: true),
        Row(
            "timing",
            new TimingKind(),
            "The thresholds, equal on both nodes: a name, or all the values.",
            root => root.Timing,
            (root, value) => root with { Timing = value }),
    ];

    private static Setting[] Protection =>
    [
        Row(
            "watchdog",
            DeviceSchema.Watchdog,
            "The watchdog that resets this host when beastq hangs or dies while it owns a group.",
            root => root.Watchdog,
            (root, value) => root with { Watchdog = value }),
        Row(
            "self_fence",
            FencingSchema.SelfFence,
            "How this node resets its own host when it cannot prove that it may serve.",
            root => root.SelfFence,
            (root, value) => root with { SelfFence = value }),
        Row(
            "fencing",
            FencingSchema.Fencing,
            "How this node makes sure that the peer can no longer write.",
            root => root.Fencing,
            (root, value) => root with { Fencing = value }),
        Row(
            "i_accept_no_fencing",
            Kinds.Flag,
            "Your word that neither fencing nor a watchdog guards the pools; needed only if both are none.",
            root => root.AcceptNoFencing,
            (root, value) => root with { AcceptNoFencing = value }),
    ];

    private static Setting[] System =>
    [
        Row(
            "sysctl",
            Kinds.Access,
            "How sysctls are read and written: by the C library, or by commands.sysctl.",
            root => root.Sysctl,
            (root, value) => root with { Sysctl = value }),
        Row(
            "commands",
            CommandsSchema.Commands,
            "The system's programs, with arguments that come first, so that a prefix such as doas works.",
            root => root.Commands,
            (root, value) => root with { Commands = value }),
        Row(
            "groups",
            GroupSchema.Groups,
            "The groups: pools and LUNs that move together. Ids and names are equal on both nodes.",
            root => root.Groups,
            (root, value) => root with { Groups = value },
            required: true),
        Row<IReadOnlyList<string>>(
            "trigger",
            Kinds.Command,
            "A script called as BQ's: reporting node, subject node, alive or dead.",
            root => root.Trigger,
            (root, value) => root with { Trigger = value },
            example: "[/usr/local/etc/beastq/bq.trigger]"),
        Row(
            "state_directory",
            Kinds.Path,
            "Directory of the state file, the journal and the self-fence sentinel; it must survive a reboot.",
            root => root.StateDirectory,
            (root, value) => root with { StateDirectory = value }),
        Row(
            "run_directory",
            new TextKind($"an absolute path of at most {ConfigurationBounds.RunDirectoryLength} bytes"),
            "Directory of the control socket and the lock.",
            root => root.RunDirectory,
            (root, value) => root with { RunDirectory = value }),
        Row(
            "lock_memory",
            Kinds.Hardening,
            "Whether the process's memory is locked; on: a failure is a warning, required: it does not start.",
            root => root.LockMemory,
            (root, value) => root with { LockMemory = value }),
        Row(
            "oom_protection",
            Kinds.Hardening,
            "Whether the kernel must not choose this process when memory runs out; on and required as above.",
            root => root.OomProtection,
            (root, value) => root with { OomProtection = value }),
        Row(
            "realtime",
            Kinds.Hardening,
            "Whether the critical threads run at real-time priority; on and required as above.",
            root => root.Realtime,
            (root, value) => root with { Realtime = value }),
    ];

    private static Setting Row<TValue>(
        string name,
        Kind kind,
        string meaning,
        Func<BeastqConfiguration, TValue?> get,
        Func<BeastqConfiguration, TValue, BeastqConfiguration> set,
        bool required = false,
        string? example = null) =>
        Setting.Of(name, kind, meaning, get, set, required, example);
}
