using Beast.Quorum.Core.Records;

namespace Beast.Quorum.Daemon.Peer;

/// <summary>Who speaks on the peer channel.</summary>
/// <param name="Node">This node's id, 0 or 1.</param>
/// <param name="Key">The shared key.</param>
internal sealed record PeerIdentity(int Node, RecordKey Key)
{
    /// <summary>The other node's id.</summary>
    public int Peer => 1 - Node;
}
