namespace Beast.Quorum.Daemon.Control;

/// <summary>Carries out what clients of the control socket want.</summary>
public interface IControlHandler
{
    /// <summary>
    /// Carries out one request. Called on the connection's own thread, so it may block as long as the request takes;
    /// several may be carried out at a time. The request has passed <see cref="ControlCodec.Check"/>.
    /// </summary>
    /// <param name="request">What is wanted.</param>
    /// <param name="cancel">Cancelled when the daemon ends: answer soon.</param>
    public ControlAnswer Handle(ControlRequest request, CancellationToken cancel);
}
