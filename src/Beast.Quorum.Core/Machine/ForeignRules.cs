namespace Beast.Quorum.Core.Machine;

/// <summary>
/// Records of another version, cluster, key or set of thresholds: reported once, never believed (S8).
/// </summary>
internal static class ForeignRules
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(10);

    public static void Saw(NodeState node, string where)
    {
        if (node.Now >= node.Peer.ForeignUntil)
        {
            node.Report(new Decision.ForeignRecord(
                $"{where} carries a record of another format version, cluster, key or timing"));
        }

        node.Peer.ForeignUntil = node.Now + Quiet;
    }
}
