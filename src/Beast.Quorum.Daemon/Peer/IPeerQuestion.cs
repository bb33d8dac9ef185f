namespace Beast.Quorum.Daemon.Peer;

/// <summary>
/// A question that the peer may ask this node over the peer channel. It only reads: nothing that it does may change
/// pools, roles or the daemon's decisions, and nothing of the decisions may wait for it.
/// </summary>
internal interface IPeerQuestion
{
    /// <summary>The first word of the question: lower-case letters and <c>-</c>.</summary>
    public string Name { get; }

    /// <summary>
    /// Answers. Called on the connection's own thread, only for a question that the peer has signed; several may be
    /// answered at a time.
    /// </summary>
    /// <param name="arguments">The other words of the question, as the peer sent them: not checked yet.</param>
    /// <param name="cancel">Cancelled when the peer no longer waits or the daemon ends: answer soon.</param>
    /// <returns>At most <see cref="PeerCodec.LongestAnswer"/> bytes.</returns>
    /// <exception cref="PeerRefusalException">There is no answer; the message goes to the peer.</exception>
    public byte[] Answer(IReadOnlyList<string> arguments, CancellationToken cancel);
}

/// <summary>A question has no answer; the message says why and goes to who asked.</summary>
/// <param name="message">For people.</param>
internal sealed class PeerRefusalException(string message) : Exception(message)
{
}
