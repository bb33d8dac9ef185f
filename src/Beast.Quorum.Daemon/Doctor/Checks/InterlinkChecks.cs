using System.Globalization;
using Beast.Quorum.Daemon.Doctor.Facts;
using static Beast.Quorum.Daemon.Doctor.Checks.CheckState;

namespace Beast.Quorum.Daemon.Doctor.Checks;

/// <summary>The interlinks.</summary>
internal static class InterlinkChecks
{
    /// <summary>The longest heartbeat of the protocol and the headers of IPv4 and UDP.</summary>
    private const int Longest = 1400 + 28;

    public static IReadOnlyList<DoctorCheck> All { get; } =
    [
        new("interlink.count", "There is more than one interlink",
            "With one, a pulled cable leaves only the quorum device: a switchover is not possible then.",
            "a second cable on other interfaces, and a second entry of interlinks", Warning, CheckScope.Here,
            c => Finding.Need(c.Configuration.Interlinks.Count > 1, $"{c.Configuration.Interlinks.Count} interlinks",
                Finding.Warning("there is only one"))),
        new("interlink.local", "Own addresses of the interlinks are on this host",
            "A daemon cannot listen on an address that the host does not have.",
            "ifconfig_IF in /etc/rc.conf, or correct local in beastq.yml", Error, CheckScope.Here,
            c => Each(c, "local", (link, there) => Finding.Need(
                there == "yes", link, Finding.Error($"{link} is no address of this host")))),
        new("interlink.peer", "The peer's daemon answers on every interlink",
            "This asks it over the peer channel, so cable, firewall, addresses and key are right.",
            "start beastq there; let UDP and TCP of the interlink's port through; compare the key files", Warning,
            CheckScope.Here,
            c => Each(c, "peer", (link, ms) => Finding.Ok($"{link} in {DoctorCase.Show(ms)} ms"),
                unknownIs: Warning)),
        new("interlink.mtu", "Heartbeats fit into one packet of the interlinks",
            "A record may have up to 1400 bytes; a packet in pieces is lost more easily.",
            "an mtu of 1500 on the interlink's interface", Warning, CheckScope.Here,
            c => Each(c, "mtu", (link, text) =>
                !int.TryParse(text, CultureInfo.InvariantCulture, out int mtu)
                    ? Finding.Unknown($"{link}: {DoctorCase.Show(text)}")
                    : Finding.Need(mtu >= Longest, $"{link}: {mtu}",
                        Finding.Warning($"{link}: the mtu is {mtu}")))),
        new("interlink.mirrored", "Each interlink ends where the other node has it",
            "Where the addresses do not match, each node speaks to a port where nobody listens.",
            "local of one node is peer of the other, for every interlink", Error, CheckScope.Pair,
            c => c.Both(FactName.Interlinks, (own, peer) => Mirrored(c, own, peer))),
    ];

    private static Finding Each(
        DoctorCase c, string what, Func<string, string, Finding> judge, CheckState unknownIs = Unknown) =>
        Finding.Worst(
            c.Configuration.Interlinks.Select((link, path) =>
            {
                Finding finding = c.Read(
                    FactName.Interlink(path, what),
                    value => judge(what == "peer" ? link.Peer : link.Local, value),
                    Finding.Unknown($"{link.Local}: no interface tells"));
                return finding.State == Unknown ? finding with { State = unknownIs } : finding;
            }),
            "there is none");

    private static Finding Mirrored(DoctorCase c, string own, string peer)
    {
        List<string[]> here = [.. DoctorCase.Rows(own, 2)];
        List<string[]> there = [.. DoctorCase.Rows(peer, 2)];
        string[] lonely =
        [
            .. here.Where(mine => !there.Any(its => its[0] == mine[1] && its[1] == mine[0]))
                .Select(mine => $"{mine[0]} to {mine[1]}"),
        ];
        return here.Count != there.Count
            ? Finding.Error($"{here.Count} interlinks here, {there.Count} there")
            : lonely.Length == 0 ? Finding.Ok($"{here.Count} interlinks")
            : IsLoopback(here) && IsLoopback(there)
                ? Finding.NotApplicable("on loopback something stands between the nodes")
            : Finding.Error($"node {c.Peer!.Node} has no counterpart of {DoctorCase.Show(string.Join(", ", lonely))}");
    }

    private static bool IsLoopback(IEnumerable<string[]> rows) => rows.All(row =>
        row[0].StartsWith("127.", StringComparison.Ordinal) || row[0].StartsWith("[::1]", StringComparison.Ordinal));
}
