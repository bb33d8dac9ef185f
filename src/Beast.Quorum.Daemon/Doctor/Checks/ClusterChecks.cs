using Beast.Quorum.Daemon.Doctor.Facts;
using static Beast.Quorum.Daemon.Doctor.Checks.CheckState;

namespace Beast.Quorum.Daemon.Doctor.Checks;

/// <summary>What both daemons must agree on: key, cluster, timing, groups, versions.</summary>
internal static class ClusterChecks
{
    private const string SameRemedy = "the same in both beastq.yml, then beastq restart on both, one by one";

    public static IReadOnlyList<DoctorCheck> All { get; } =
    [
        new("key.file", "The key file can be used",
            "It must belong to the daemon's user and be closed to others, who could forge records.",
            "beastq key generate on one node, a copy on the other, chmod 600", Error, CheckScope.Always,
            c => c.Own[FactName.KeyProblem].Value is { } problem
                ? Finding.Error(Daemon.Configuration.Printable.Short(problem, 300))
                : c.Read(FactName.Key, id => Finding.Ok($"fingerprint {DoctorCase.Show(id)}"))),
        new("key.same", "Both nodes have the same key",
            "A record that is signed with another key counts as not arrived. Only fingerprints are compared.",
            "copy one node's key file to the other", Error, CheckScope.Pair, c => c.Same(FactName.Key)),
        new("cluster.node_differs", "The nodes have different ids",
            "Two nodes with one id write the same register.",
            "node: 0 in one beastq.yml, node: 1 in the other", Error, CheckScope.Pair,
            c => Finding.Need(c.Own.Node != c.Peer!.Node, $"{c.Own.Node} and {c.Peer.Node}",
                Finding.Error($"both are node {c.Own.Node}"))),
        new("cluster.name_same", "The cluster has one name",
            "The quorum device carries it.", SameRemedy, Error, CheckScope.Pair, c => c.Same(FactName.Cluster)),
        new("cluster.timing_same", "Both nodes have the same timing",
            "Each node relies on how long the other waits; records of another timing are refused.",
            SameRemedy, Error, CheckScope.Pair, c => c.Same(FactName.Timing)),
        new("cluster.groups_same", "Both nodes have the same groups",
            "Ids, profiles, preferred nodes, pools and LUNs must agree, or a takeover takes something else.",
            SameRemedy, Error, CheckScope.Pair, Groups),
        new("cluster.version_same", "Both nodes run the same beastq",
            "Versions are only known to work with themselves, and during an upgrade with their neighbour.",
            "upgrade the other node: beastq maintenance on, new version, beastq restart", Warning, CheckScope.Pair,
            c => c.Same(FactName.Program, Finding.Warning(""))),
        new("daemon.running", "The daemon runs",
            "Without it nobody takes over, and nobody gives up what it has lost.",
            "service beastq start", Warning, CheckScope.Always,
            c => c.Read(FactName.Daemon, health => Finding.Ok(DoctorCase.Show(health)),
                Finding.Warning("no daemon answers"))),
        new("daemon.health", "The daemon finds nothing wrong",
            "beastq status tells who owns what, and what is wrong.",
            "beastq status", Error, CheckScope.Always,
            c => c.Read(FactName.Daemon, health => Health(c, health), Finding.NotApplicable("no daemon runs"))),
        new("daemon.version", "The daemon is the installed version",
            "After an upgrade the old daemon runs on until it is restarted.",
            "beastq restart", Warning, CheckScope.Always,
            c => c.Read(FactName.DaemonVersion, running => c.Read(FactName.Program, installed => Finding.Need(
                running == installed, DoctorCase.Show(running), Finding.Warning(
                    $"{DoctorCase.Show(running)} runs, {DoctorCase.Show(installed)} is installed"))),
                Finding.NotApplicable("no daemon runs"))),
    ];

    private static Finding Health(DoctorCase c, string health)
    {
        string problems = c.Own[FactName.DaemonProblems].Value is { Length: > 0 } lines
            ? ": " + Daemon.Configuration.Printable.Short(lines.Replace("\n", "; ", StringComparison.Ordinal), 300)
            : "";
        return health.ToLowerInvariant() switch
        {
            "healthy" => Finding.Ok("healthy"),
            "degraded" => Finding.Warning("degraded" + problems),
            _ => Finding.Error(DoctorCase.Show(health) + problems),
        };
    }

    private static Finding Groups(DoctorCase c) => c.Both(FactName.Groups, (own, peer) =>
    {
        string[] here = own.Split('\n');
        string[] there = peer.Split('\n');
        string[] lonely = [.. here.Except(there).Concat(there.Except(here))];
        return lonely.Length == 0 ? Finding.Ok($"{here.Length} groups")
            : Finding.Error("on one node only: "
                + DoctorCase.Show(string.Join("; ", lonely).Replace('\t', ' ')));
    });
}
