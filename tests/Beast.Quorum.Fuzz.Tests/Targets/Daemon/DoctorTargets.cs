using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Daemon.Doctor.Checks;
using Beast.Quorum.Daemon.Doctor.Facts;
using Beast.Quorum.Daemon.Doctor.Reading;
using Beast.Quorum.Fuzz.Tests.Engine;

namespace Beast.Quorum.Fuzz.Tests.Targets.Daemon;

/// <summary>ctl.conf in any state.</summary>
internal sealed class CtlConfTarget : FuzzTarget
{
    public override string Name => "ctl-conf";

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        Bytes("portal-group pg0 {\n\tlisten 0.0.0.0\n}\ntarget iqn.a {\n\tportal-group pg0 no-authentication\n"
            + "\tlun 0 {\n\t\tpath /dev/zvol/beast/v0\n\t\tdevice-id \"MY 0\"\n\t}\n}\n"),
        Bytes("lun x { path /p; serial s ctl-lun 3 }\ntarget t { lun 1 x chap u \"p }\" }\n"),
    ];

    public override IReadOnlyList<string> Words =>
        ["target", "lun", "{", "}", "\"", "#", "option", "portal-group", ";"];

    public override Depth Run(byte[] input)
    {
        string? fault = CtlConf.Read(Text(input), out IReadOnlyList<CtlConfLun> luns);
        Must(fault is null || (fault.Length is > 0 and < 1000 && !fault.Any(char.IsControl)), "the fault is no line");
        return fault is null ? Depth.Accepted : luns.Count > 0 ? Depth.Looked : Depth.Refused;
    }
}

/// <summary>What zpool status and zpool import print.</summary>
internal sealed class PoolConfigTarget : FuzzTarget
{
    public override string Name => "pool-config";

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        Bytes("   pool: beast\n     id: 34\n  state: ONLINE\n config:\n\n\tbeast  ONLINE\n\t  mirror-0  ONLINE\n"
            + "\t    ada1  ONLINE\n\tlogs\n\t  ada3  ONLINE\n"),
    ];

    public override IReadOnlyList<string> Words => ["pool: ", "config:", "\t", "  ", "logs", "UNAVAIL", "\n"];

    // Lines, words and rows, each a string of its own.
    public override (long Base, long PerByte) Memory => (64 * 1024, 400);

    public override Depth Run(byte[] input)
    {
        IReadOnlyList<PoolConfig> pools = PoolConfig.Read(Text(input));
        Must(pools.All(pool => pool.Name.Length > 0 && pool.Devices.All(device => device.Name.Length > 0)), "no name");
        return pools.Any(pool => pool.Devices.Count > 0) ? Depth.Accepted
            : pools.Count > 0 ? Depth.Looked : Depth.Refused;
    }
}

/// <summary>Facts of a peer, of whatever version: every check has an answer to them that can be shown.</summary>
internal sealed class FactSheetTarget : FuzzTarget
{
    private static readonly BeastqConfiguration Configuration = new()
    {
        Cluster = "c",
        Node = 0,
        QuorumDevice = new QuorumDeviceConfiguration(QuorumDeviceKind.Raw, "/q"),
        Interlinks = [new InterlinkConfiguration("127.0.0.1:1", "127.0.0.1:2")],
        Groups =
        [
            new GroupConfiguration { Name = "g", Id = 0, Pools = ["p"], Luns = [0], Backing = ["/dev/zvol/p/v"] },
        ],
    };

    public override string Name => "fact-sheet";

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        new FactSheet
        {
            Node = 1,
            Facts = new Dictionary<string, Fact>
            {
                [FactName.System] = Fact.Is("FreeBSD"), [FactName.Luns] = Fact.Is("0\td\ts\t/dev/zvol/p/v\t512"),
                [FactName.CtlConf] = Fact.Is("t\t0\t0\td\ts\t/p"), [FactName.QuorumRings] = Fact.Is("0,0"),
                [FactName.QuorumLatency] = Fact.Is("1.5"), [FactName.QuorumHeaders] = Fact.Is("Valid,Valid"),
                [FactName.Pool("p", "imported")] = Fact.Is("rw"),
                [FactName.Pool("p", "zvols")] = Fact.Is("p/v\tdev\ton"),
                [FactName.Pool("p", "devices")] = Fact.Is("data\tda0\tONLINE"), [FactName.Key] = Fact.None,
                [FactName.Sysctl("kern.hostid")] = Fact.Is("7"), [FactName.Clock] = Fact.NotKnown("why"),
            },
        }.Encode(),
    ];

    public override IReadOnlyList<string> Words =>
        ["null", "\"absent\":true", "\"value\":", "\"unknown\":", "\\t", "\\n", "-1", "1e999", "\"node\":1"];

    public override int Cost => 25;

    public override (long Base, long PerByte) Memory => (4 * 1024 * 1024, 2000);

    public override Depth Run(byte[] input)
    {
        FactSheet? sheet = FactSheet.Decode(input, out string fault);
        if (sheet is null)
        {
            Must(fault.Length > 0, "refused without a word");
            return input.Contains((byte)'{') ? Depth.Looked : Depth.Refused;
        }

        FactSheet own = sheet with { Node = 0 };
        foreach (DoctorResult result in DoctorRun.Of(new DoctorCase(Configuration, own, sheet, null), DoctorTable.All))
        {
            Must(!result.Finding.Detail.Any(letter => letter is '\u001b' or '\n'), $"{result.Check.Id}: no line");
            Must(result.Finding.State <= result.Check.Severity, $"{result.Check.Id}: worse than its severity");
        }

        return Depth.Accepted;
    }
}
