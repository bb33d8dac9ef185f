using Beast.Quorum.Core.Configuration;

namespace Beast.Quorum.Daemon.Configuration.Schema;

/// <summary>The keys of self-fence and fencing.</summary>
internal static class FencingSchema
{
    public static SectionKind SelfFence { get; } = new(
        _ => new SelfFenceConfiguration(),
        [
            Setting.Of<SelfFenceConfiguration, AccessMethod>(
                "method",
                Kinds.Access,
                "native: stop patting the watchdog, panic, reboot; command: run the command.",
                fence => fence.Method,
                (fence, value) => fence with { Method = value }),
            Setting.Of<SelfFenceConfiguration, IReadOnlyList<string>>(
                "command",
                Kinds.Command,
                "The command that resets this host, for method command.",
                fence => fence.Command,
                (fence, value) => fence with { Command = value },
                example: "[/usr/local/sbin/reset-this-host]"),
        ]);

    private static Kind Method { get; } = new ChoiceKind<FencingMethod>(
        ("none", FencingMethod.None), ("command", FencingMethod.Command), ("scsi-pr", FencingMethod.ScsiPr));

    private static Kind Deadline { get; } = new DurationKind(ConfigurationBounds.FencingDeadline);

    private static SectionKind Disk { get; } = new(
        _ => new FencedDiskConfiguration { Pool = "", Paths = [] },
        [
            Setting.Of<FencedDiskConfiguration, string>(
                "pool",
                new TextKind("a pool of a group"),
                "The pool that the disk belongs to.",
                disk => disk.Pool,
                (disk, value) => disk with { Pool = value },
                required: true,
                example: "beast"),
            Setting.Of<FencedDiskConfiguration, string>(
                "vdev",
                new TextKind("a name as zpool status shows it, such as mirror-0"),
                "Its top-level vdev; without one the disk is one by itself.",
                disk => disk.Vdev,
                (disk, value) => disk with { Vdev = value },
                example: "mirror-0",
                defaultText: "none"),
            Setting.Of<FencedDiskConfiguration, IReadOnlyList<string>>(
                "paths",
                new ListKind<string>(Kinds.Path, "a list of absolute paths, [/dev/da1, /dev/da5]"),
                "Every path of this node to it, as whole disks.",
                disk => disk.Paths,
                (disk, value) => disk with { Paths = value },
                required: true,
                example: "[/dev/da1, /dev/da5]"),
        ]);

    private static SectionKind Listed { get; } = new(
        _ => new FencingMethodConfiguration(),
        [
            Setting.Of<FencingMethodConfiguration, FencingMethod>(
                "method",
                Method,
                "scsi-pr: reservations on the pools' disks; command: run the command.",
                method => method.Method,
                (method, value) => method with { Method = value },
                example: "scsi-pr"),
            Setting.Of<FencingMethodConfiguration, IReadOnlyList<string>>(
                "command",
                Kinds.Command,
                "For command: the program that switches the peer off.",
                method => method.Command,
                (method, value) => method with { Command = value },
                example: "[/usr/local/sbin/ipmi-off, ctrl-b]"),
            Setting.Of<FencingMethodConfiguration, IReadOnlyList<string>>(
                "verify",
                Kinds.Command,
                "For command: run after it until it exits 0, which alone means that the peer is really off.",
                method => method.Verify,
                (method, value) => method with { Verify = value },
                example: "[/usr/local/sbin/ipmi-is-off, ctrl-b]"),
            Setting.Of<FencingMethodConfiguration, ReservationTool>(
                "tool",
                new ChoiceKind<ReservationTool>(
                    ("auto", ReservationTool.Auto),
                    ("camcontrol", ReservationTool.Camcontrol),
                    ("sg_persist", ReservationTool.SgPersist)),
                "For scsi-pr: what carries the orders; auto: camcontrol on FreeBSD, sg_persist on Linux.",
                method => method.Tool,
                (method, value) => method with { Tool = value }),
            Setting.Of<FencingMethodConfiguration, IReadOnlyList<FencedDiskConfiguration>>(
                "disks",
                new ListKind<FencedDiskConfiguration>(Disk, "a list of disks"),
                "For scsi-pr: all disks of a pool, log devices too; a pool without any here is looked up.",
                method => method.Disks,
                (method, value) => method with { Disks = value }),
            Setting.Of<FencingMethodConfiguration, TimeSpan>(
                "deadline",
                Deadline,
                "Time after which the method has failed and the next is tried.",
                method => method.Deadline,
                (method, value) => method with { Deadline = value }),
        ]);

    public static SectionKind Fencing { get; } = new(
        _ => new FencingConfiguration(),
        [
            Setting.Of<FencingConfiguration, FencingMethod>(
                "method",
                Method,
                "none: a takeover waits for the whole lease; command or scsi-pr: the only method, tried first.",
                fencing => fencing.Method,
                (fencing, value) => fencing with { Method = value }),
            Setting.Of<FencingConfiguration, IReadOnlyList<string>>(
                "command",
                Kinds.Command,
                "The program that switches the peer off, for method command; exit 0 means that the peer is off.",
                fencing => fencing.Command,
                (fencing, value) => fencing with { Command = value },
                example: "[/usr/local/sbin/ipmi-off, ctrl-b]"),
            Setting.Of<FencingConfiguration, TimeSpan>(
                "deadline",
                Deadline,
                "Time after which the program is killed and fencing has failed.",
                fencing => fencing.Deadline,
                (fencing, value) => fencing with { Deadline = value }),
            Setting.Of<FencingConfiguration, IReadOnlyList<FencingMethodConfiguration>>(
                "methods",
                new ListKind<FencingMethodConfiguration>(Listed, "a list of methods"),
                "Several methods, tried in this order until one succeeds; instead of method.",
                fencing => fencing.Methods,
                (fencing, value) => fencing with { Methods = value }),
            Setting.Of<FencingConfiguration, FenceFailureRule>(
                "on_failure",
                new ChoiceKind<FenceFailureRule>(
                    ("hold", FenceFailureRule.Hold),
                    ("wait-lease", FenceFailureRule.WaitLease)),
                "What follows if all fail: take nothing over until an operator acts, or wait as with method none.",
                fencing => fencing.OnFailure,
                (fencing, value) => fencing with { OnFailure = value }),
        ]);
}
