using System.Globalization;
using Beast.Quorum.Core.Device;
using Beast.Quorum.Core.Time;
using Beast.Quorum.Daemon.DeviceTools;
using Beast.Quorum.Daemon.Doctor.Facts;
using Beast.Quorum.Daemon.Doctor.Reading;
using static Beast.Quorum.Daemon.Doctor.Checks.CheckState;

namespace Beast.Quorum.Daemon.Doctor.Checks;

/// <summary>The quorum device.</summary>
internal static class QuorumChecks
{
    private const string InitRemedy = "beastq device init on one node; then the same path on both";

    public static IReadOnlyList<DoctorCheck> All { get; } =
    [
        new("quorum.opens", "The quorum device opens",
            "Without it nothing is taken over, and a daemon that has never seen it does not start.",
            "look at its disk and cabling, and at quorum_device in beastq.yml", Error, CheckScope.Always,
            c => c.Own[FactName.QuorumProblem].Value is { } problem
                ? Finding.Error(Daemon.Configuration.Printable.Short(problem, 300))
                : c.Read(FactName.QuorumSize, _ => Finding.Ok("it does"))),
        new("quorum.size", "The quorum device is large enough",
            "The registers need 1 MiB.",
            "a partition of at least 1 MiB", Error, CheckScope.Always,
            c => c.Number(FactName.QuorumSize, size => Finding.Need(
                size >= DeviceInit.SmallestSize, $"{size} bytes", Finding.Error($"{size} bytes")))),
        new("quorum.header", "The quorum device has its header, twice",
            "Without a header that is signed with our key no daemon starts.",
            InitRemedy, Error, CheckScope.Always, Headers),
        new("quorum.cluster", "The quorum device is this cluster's",
            "Another cluster's device would mix two clusters up; a daemon refuses it.",
            "correct quorum_device or cluster in beastq.yml", Error, CheckScope.Always,
            c => c.Read(FactName.QuorumName, name => Finding.Need(
                name == c.Configuration.Cluster, name, Finding.Error(
                    $"the device says {DoctorCase.Show(name)}, the configuration {c.Configuration.Cluster}")))),
        new("quorum.timing", "The quorum device was made for the configured timing",
            "A daemon whose timing differs from the device's does not start.",
            "the same timing in beastq.yml as at device init, or make the device anew", Error, CheckScope.Always,
            c => c.Read(FactName.QuorumTiming, print => Finding.Need(
                print == Fingerprint(c.Configuration.Timing), c.Configuration.Timing.Name,
                Finding.Error($"the device has another timing than {c.Configuration.Timing.Name}")))),
        new("quorum.registers", "The registers can be read",
            "A register with several bad blocks delays a takeover, or prevents it.",
            "beastq device show; replace a disk that fails", Error, CheckScope.Always,
            c => c.Read(FactName.QuorumRings, Rings)),
        new("quorum.latency", "The quorum device is quick enough",
            "A cycle is a write and a read, and must not take longer than the longest cycle c: a slower device "
                + "cannot support a takeover.",
            "find what keeps the disk busy, or use slower timing", Error, CheckScope.Always, Latency),
        new("quorum.same", "Both nodes have the same quorum device",
            "Two devices are two clusters: each node would think that the other is dead.",
            "the same partition in both configurations", Error, CheckScope.Pair,
            c => c.Same(FactName.QuorumCluster)),
        new("quorum.not_pool", "The quorum device is not a device of a pool",
            "ZFS would write over the registers, and beastq over the pool.",
            "a partition of its own", Error, CheckScope.Pools,
            c => c.Read(FactName.QuorumPath, path => c.EachPool(pool => c.Read(
                FactName.Pool(pool, "devices"), rows => Finding.Need(
                    !Names(rows).Contains(DiskName.Plain(path)), pool,
                    Finding.Error($"{path} is a device of {pool}")))))),
        new("quorum.not_fenced", "The quorum device is not on a fenced disk",
            "A reservation shuts the peer out of the whole disk, its register too: neither could take over.",
            "a small disk of its own for the quorum partition", Error, CheckScope.Pools, NotFenced),
    ];

    internal static string Fingerprint(QuorumTiming timing) =>
        timing.Fingerprint.ToString("x16", CultureInfo.InvariantCulture);

    private static Finding Headers(DoctorCase c) => c.Read(FactName.QuorumHeaders, text =>
    {
        string[] states = text.Split(',');
        string valid = HeaderStatus.Valid.ToString();
        return !states.Contains(valid)
            ? states.Contains(HeaderStatus.OtherKey.ToString())
                ? Finding.Error("the header is signed with another key: copy the key file of the other node")
                : Finding.Error($"no valid header ({DoctorCase.Show(text)})")
            : Finding.Need(
                states.All(state => state == valid), "both copies valid",
                Finding.Warning(
                    $"one copy is {DoctorCase.Show(states.FirstOrDefault(state => state != valid) ?? "")}"));
    });

    private static Finding Rings(string text)
    {
        int[] bad =
        [
            .. text.Split(',').Select(part =>
                int.TryParse(part, CultureInfo.InvariantCulture, out int count) ? count : DeviceLayout.RingBlocks),
        ];
        string shown = $"{string.Join(" and ", bad)} of {DeviceLayout.RingBlocks} blocks are bad";
        return bad.Max() == 0 ? Finding.Ok("every block fine")
            : bad.Max() == DeviceLayout.RingBlocks ? Finding.Error(shown) : Finding.Warning(shown);
    }

    private static Finding Latency(DoctorCase c) => c.Read(FactName.QuorumLatency, text =>
    {
        if (!double.TryParse(text, CultureInfo.InvariantCulture, out double p99))
        {
            return Finding.Unknown($"{DoctorCase.Show(text)} is no number");
        }

        double limit = c.Configuration.Timing.LongestCycle.TotalMilliseconds;
        string shown = string.Create(
            CultureInfo.InvariantCulture, $"99 % of the reads within {p99:0.0} ms; c is {limit:0} ms");
        return p99 > limit / 2 ? Finding.Error(shown) : p99 > limit / 4 ? Finding.Warning(shown) : Finding.Ok(shown);
    });

    private static Finding NotFenced(DoctorCase c) =>
        !c.Fencing.Contains("scsi-pr")
            ? Finding.NotApplicable("fencing does not use reservations")
            : c.Read(FactName.QuorumPath, path => c.EachPool(pool => c.Read(
                FactName.Pool(pool, "devices"), rows => Finding.Need(
                    !Names(rows).Select(DiskName.Disk).Contains(DiskName.Disk(path)), $"{pool}: other disks",
                    Finding.Error($"{path} is on a disk of {pool}")))));

    private static IEnumerable<string> Names(string rows) =>
        DoctorCase.Rows(rows, 3).Select(row => DiskName.Plain(row[1]));
}
