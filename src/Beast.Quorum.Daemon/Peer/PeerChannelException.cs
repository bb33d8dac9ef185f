namespace Beast.Quorum.Daemon.Peer;

/// <summary>Why the peer gave no answer.</summary>
internal enum PeerFailure
{
    /// <summary>No interlink leads to a daemon that accepts a connection.</summary>
    Unreachable,

    /// <summary>Somebody answers, but not a peer with our key in this version of the channel.</summary>
    NotOurPeer,

    /// <summary>The connection broke or the time was over.</summary>
    Lost,

    /// <summary>The peer says why it has no answer.</summary>
    Refused,
}

/// <summary>The peer gave no answer; the message says why, and what to do.</summary>
/// <param name="failure">What kind of failure.</param>
/// <param name="message">For people.</param>
internal sealed class PeerChannelException(PeerFailure failure, string message) : Exception(message)
{
    public PeerFailure Failure { get; } = failure;
}
