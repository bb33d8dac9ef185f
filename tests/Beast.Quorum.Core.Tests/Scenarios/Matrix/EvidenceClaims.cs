namespace Beast.Quorum.Core.Tests.Scenarios.Matrix;

/// <summary>
/// Who serves in the end, worked out from the protocol's rules and not from what the machine does: a rewritten file
/// cannot approve what they forbid.
/// </summary>
internal static class EvidenceClaims
{
    /// <summary>The node that serves when a row has been played; null for nobody.</summary>
    public static int? Server(EvidenceRow row) => row.Owner switch
    {
        // Both wiped: only on an operator's order, and only where both registers can be read again.
        Owner.Wiped => null,
        Owner.Nobody => row.Maintenance ? null : AfterRelease(row),
        Owner.Me => OfMine(row),
        _ => OfPeers(row),
    };

    /// <summary>Whether one path or more go on showing that both nodes live and are well.</summary>
    public static bool Healthy(EvidenceRow row) => row.Health == Health.PeerAlive && row.Paths != Paths.None;

    /// <summary>I can read and write the register, if not conclusively at once.</summary>
    private static bool HasDevice(EvidenceRow row) => row.Paths is not (Paths.Interlink or Paths.None);

    private static bool HasInterlink(EvidenceRow row) => row.Paths is Paths.Both or Paths.Interlink or Paths.Unsure;

    /// <summary>The preferred peer claims if it lives; if not, whoever has the device needs no wait of P.</summary>
    private static int? AfterRelease(EvidenceRow row) => row.Health == Health.PeerAlive ? row.Peer
        : HasDevice(row) ? row.Me
        : null;

    private static int? OfMine(EvidenceRow row)
    {
        bool peerAnswers = row.Health is Health.PeerAlive or Health.MyServiceFailed;
        bool renews = HasDevice(row) || (HasInterlink(row) && peerAnswers);
        if (!renews)
        {
            // The lease ends. The peer takes over after P if it lives and maintenance does not hold it.
            return peerAnswers && !row.Maintenance ? row.Peer : null;
        }

        bool handsOver = row.Health == Health.MyServiceFailed && !row.Maintenance && HasInterlink(row);
        return !handsOver ? row.Me

            // Given up, and not to be read on the device: nobody may take it before that is back (S3).
            : HasDevice(row) ? row.Peer : null;
    }

    private static int? OfPeers(EvidenceRow row) => row.Health switch
    {
        Health.PeerAlive => row.Peer,
        Health.PeersServiceFailed => row.Paths == Paths.Both && !row.Maintenance ? row.Me : row.Peer,
        _ => HasDevice(row) && !row.Maintenance ? row.Me : null,
    };
}
