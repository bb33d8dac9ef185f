using Beast.Quorum.Core.Configuration;

namespace Beast.Quorum.Core.Tests.Configuration;

/// <summary>One case for each rule of fencing.</summary>
internal static class FencingRuleCases
{
    private static readonly FencingMethodConfiguration Command =
        new() { Method = FencingMethod.Command, Command = ["/off"] };

    private static readonly FencingMethodConfiguration Reserve = new() { Method = FencingMethod.ScsiPr };

    private static readonly FencedDiskConfiguration Disk =
        new() { Pool = "beast", Vdev = "mirror-0", Paths = ["/dev/da7", "/dev/da8"] };

    public static IEnumerable<RuleCase> All() => Methods().Concat(Disks());

    private static IEnumerable<RuleCase> Methods()
    {
        yield return new(
            c => c with { Fencing = new() { Method = FencingMethod.ScsiPr, Methods = [Command] } },
            "fencing.methods",
            "is given beside fencing.method");
        yield return new(
            c => With(c, new FencingMethodConfiguration()),
            "fencing.methods[0].method",
            "is none; allowed: command or scsi-pr");
        yield return new(
            c => With(c, Command, Reserve, Reserve),
            "fencing.methods[2].method",
            "is scsi-pr for the second time");
        yield return new(
            c => With(c, [.. Enumerable.Repeat(Command, 9)]),
            "fencing.methods",
            "lists 9; allowed: at most 8");
        yield return new(
            c => With(c, Command with { Deadline = TimeSpan.Zero }),
            "fencing.methods[0].deadline",
            "is 0 ms; allowed: 1 s to 600 s");
        yield return new(
            c => With(c, Command with { Command = [] }),
            "fencing.methods[0].command",
            "is needed, because fencing.methods[0].method is command");
        yield return new(
            c => With(c, Reserve with { Command = ["/off"] }),
            "fencing.methods[0].command",
            "is given, but fencing.methods[0].method is not command");
        yield return new(
            c => With(c, Reserve with { Verify = ["/is-off"] }),
            "fencing.methods[0].verify",
            "is given, but the method is not command");
        yield return new(
            c => With(c, Command with { Verify = ["is-off"] }),
            "fencing.methods[0].verify[0]",
            "\"is-off\" is not an absolute path");
        yield return new(
            c => With(c, Command with { Disks = [Disk] }),
            "fencing.methods[0].disks",
            "is given, but the method is not scsi-pr");
        yield return new(
            c => With(c, Command with { Tool = ReservationTool.Camcontrol }),
            "fencing.methods[0].tool",
            "is given, but the method is not scsi-pr");
    }

    private static IEnumerable<RuleCase> Disks()
    {
        yield return new(
            c => With(c, Reserve with { Disks = [Disk with { Pool = "other" }] }),
            "fencing.methods[0].disks[0].pool",
            "\"other\" is the pool of no group; allowed: beast");
        yield return new(
            c => With(c, Reserve with { Disks = [Disk with { Vdev = "mirror 0" }] }),
            "fencing.methods[0].disks[0].vdev",
            "\"mirror 0\" cannot be a vdev's name");
        yield return new(
            c => With(c, Reserve with { Disks = [Disk with { Paths = [] }] }),
            "fencing.methods[0].disks[0].paths",
            "is empty; allowed: at least one path");
        yield return new(
            c => With(c, Reserve with { Disks = [Disk with { Paths = ["da7"] }] }),
            "fencing.methods[0].disks[0].paths[0]",
            "\"da7\" is not an absolute path");
        yield return new(
            c => With(c, Reserve with { Disks = [Disk, Disk with { Paths = ["/dev/da8"] }] }),
            "fencing.methods[0].disks[1].paths[0]",
            "/dev/da8 is already at fencing.methods[0].disks[0].paths[1]");
        yield return new(
            c => With(c, Reserve with { Disks = [Disk with { Paths = ["/dev/da3"] }] }) with
            {
                QuorumDevice = new(QuorumDeviceKind.Raw, "/dev/da3p1"),
            },
            "fencing.methods[0].disks[0].paths[0]",
            "/dev/da3 holds the quorum device (/dev/da3p1)");
        yield return new(
            c => With(c, Reserve) with
            {
                Groups = [c.Groups[0] with { Pools = [], Profile = StorageProfile.Custom,
                HaPeer = null, Custom = new() { Takeover = [["/t"]], Release = [["/r"]], Serving = ["/s"] } }]
            },
            "fencing.methods",
            "is scsi-pr, but a group lists no pools");
        yield return new(
            c => c with { Commands = new() { Camcontrol = ["camcontrol"] } },
            "commands.camcontrol[0]",
            "\"camcontrol\"");
        yield return new(
            c => c with { Commands = new() { SgPersist = [] } },
            "commands.sg_persist",
            "is an empty list");
    }

    private static BeastqConfiguration With(
        BeastqConfiguration configuration, params FencingMethodConfiguration[] methods) =>
        configuration with { Fencing = new() { Methods = methods } };
}
