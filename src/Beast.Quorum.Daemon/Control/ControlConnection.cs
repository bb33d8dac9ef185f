using System.Net.Sockets;

namespace Beast.Quorum.Daemon.Control;

/// <summary>One client, served on a thread of its own.</summary>
internal sealed class ControlConnection : IDisposable
{
    private readonly Socket socket;
    private readonly IControlHandler handler;
    private readonly ControlLimits limits;
    private readonly Action<string> report;
    private readonly CancellationToken cancel;
    private volatile bool handling;

    public ControlConnection(
        Socket socket, IControlHandler handler, ControlLimits limits, Action<string> report, CancellationToken cancel)
    {
        this.socket = socket;
        this.handler = handler;
        this.limits = limits;
        this.report = report;
        this.cancel = cancel;
    }

    /// <summary>Whether a request is being carried out; otherwise the connection may be closed to make room.</summary>
    public bool Handling => handling;

    /// <summary>Reads requests and answers them until the client is gone, idle for too long, or wrong.</summary>
    public void Serve()
    {
        LineReader reader = new(socket, ControlCodec.LongestRequest);
        while (!cancel.IsCancellationRequested)
        {
            switch (reader.Read(limits.Patience))
            {
                case LineResult.Line when Answer(reader.Line.Span):
                    break;
                case LineResult.TooLong:
                    Send(ControlAnswer.Refused(
                        $"a request has at most {ControlCodec.LongestRequest} bytes and ends with a line feed"));
                    return;
                case LineResult.TimedOut:
                    Send(ControlAnswer.Refused($"no whole request came within {limits.Patience.TotalSeconds:0.#} s"));
                    return;
                default:
                    return;
            }
        }
    }

    /// <summary>Tells the client why it is not served.</summary>
    public void TurnAway(string reason) => Send(ControlAnswer.Refused(reason));

    /// <summary>Ends the connection; a read in progress returns.</summary>
    public void Dispose()
    {
        try
        {
            socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
        {
            // The client was quicker; closing below is all that is left.
        }

        socket.Dispose();
    }

    private bool Answer(ReadOnlySpan<byte> line)
    {
        string? fault = ControlCodec.TryDecode(line, out ControlRequest? request);
        if (fault is not null)
        {
            return Send(ControlAnswer.Refused(fault));
        }

        handling = true;
        try
        {
            return Send(Handle(request!));
        }
        finally
        {
            handling = false;
        }
    }

    private ControlAnswer Handle(ControlRequest request)
    {
        try
        {
            return handler.Handle(request, cancel);
        }
        catch (OperationCanceledException)
        {
            return ControlAnswer.Refused($"{request.Request} was cut short: the daemon is ending");
        }
#pragma warning disable CA1031 // A fault in one request must not end the daemon that guards the pools.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            report($"the request {request.Request} failed inside the daemon: {fault}");
            return ControlAnswer.Refused($"{request.Request} failed inside the daemon: {fault.Message}; see its log");
        }
    }

    private bool Send(ControlAnswer answer)
    {
        try
        {
            socket.SendTimeout = (int)limits.SendPatience.TotalMilliseconds;
            ReadOnlySpan<byte> bytes = ControlCodec.Encode(answer);
            while (bytes.Length > 0)
            {
                int sent = socket.Send(bytes, SocketFlags.None, out SocketError error);
                if (error != SocketError.Success || sent == 0)
                {
                    return false;
                }

                bytes = bytes[sent..];
            }

            return true;
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
        {
            // A client that does not wait for its answer is no fault of ours.
            return false;
        }
    }
}
