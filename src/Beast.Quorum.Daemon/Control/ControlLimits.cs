namespace Beast.Quorum.Daemon.Control;

/// <summary>Bounds of the control server.</summary>
/// <param name="Connections">Most clients at a time, at least 1.</param>
/// <param name="Patience">Time a client has for its next whole request.</param>
/// <param name="SendPatience">Time a client has to accept a part of its answer.</param>
/// <param name="Farewell">Time that requests under way get when the server closes, so that their answers go
/// out.</param>
public sealed record ControlLimits(int Connections, TimeSpan Patience, TimeSpan SendPatience, TimeSpan Farewell)
{
    /// <summary>16 clients, 30 s for a request, 5 s for its answer, 2 s at the end.</summary>
    public static ControlLimits Default { get; } =
        new(16, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(2));
}
