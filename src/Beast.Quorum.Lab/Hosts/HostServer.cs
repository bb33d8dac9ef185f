using System.Globalization;
using System.Net.Sockets;
using Beast.Quorum.Lab.Commands;
using Beast.Quorum.Lab.Wire;

namespace Beast.Quorum.Lab.Hosts;

/// <summary>
/// The host's Unix socket: a connection is a question. It goes on when the tool that asked is killed, as a system
/// call in the kernel does.
/// </summary>
internal sealed class HostServer : IDisposable
{
    private readonly HostMachine _host;
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

    internal HostServer(HostMachine host, string path)
    {
        _host = host;
        File.Delete(path);
        _listener.Bind(new UnixDomainSocketEndPoint(path));
        _listener.Listen(64);
        LabThread.Start("tools", AcceptAll);
    }

    public void Dispose() => _listener.Dispose();

    private void AcceptAll()
    {
        try
        {
            while (true)
            {
                Socket socket = _listener.Accept();
                LabThread.Start("tool", () => Serve(socket));
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The listener was closed: the host goes down.
        }
    }

    private CommandOutput Answer(string[]? question)
    {
        try
        {
            return question switch
            {
                ["tool", .. var arguments] => _host.RunTool(arguments),
                ["control", .. var words] => ControlRequests.Run(_host, words),
                _ => CommandOutput.Failed("lab host: not understood\n", 2),
            };
        }
        catch (Exception error) when (error is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            // The lab's own disk failed, not the one it stands for.
            return CommandOutput.Failed($"lab host: {string.Join(' ', question ?? [])}: {error.Message}\n", 74);
        }
    }

    private void Serve(Socket socket)
    {
        using (socket)
        {
            CommandOutput output = Answer(socket.ReadTexts());
            // The tool may be gone; then nobody wants the answer.
            socket.WriteExactly(TextFrame.Encode(
                output.Exit.ToString(CultureInfo.InvariantCulture), output.Out, output.Error));
        }
    }
}
