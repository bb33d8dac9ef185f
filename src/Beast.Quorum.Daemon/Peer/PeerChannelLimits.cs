namespace Beast.Quorum.Daemon.Peer;

/// <summary>Bounds of the peer channel's server.</summary>
/// <param name="Connections">Most connections at a time, at least 1.</param>
/// <param name="Request">Time from the connection to a whole, signed question.</param>
/// <param name="Thinking">Time after which a question is told to come to its end.</param>
/// <param name="Sending">Time for the whole answer to leave.</param>
internal sealed record PeerChannelLimits(int Connections, TimeSpan Request, TimeSpan Thinking, TimeSpan Sending)
{
    /// <summary>4 connections, 10 s for the question, 45 s to think, 30 s to send.</summary>
    public static PeerChannelLimits Default { get; } =
        new(4, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(45), TimeSpan.FromSeconds(30));
}
