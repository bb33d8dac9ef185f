using System.Net.Sockets;

namespace Beast.Quorum.Daemon.Control;

/// <summary>
/// Serves the control socket: one thread accepts, each client has a thread of its own, so none can block another.
/// When all places are taken, the client that has been waiting longest without a request under way makes room.
/// </summary>
public sealed class ControlServer : IDisposable
{
    private readonly string path;
    private readonly Socket listener;
    private readonly IControlHandler handler;
    private readonly ControlLimits limits;
    private readonly Action<string> report;
    private readonly CancellationTokenSource ending = new();
    private readonly List<ControlConnection> connections = [];
    private readonly Thread acceptor;

    private ControlServer(
        string path, Socket listener, IControlHandler handler, ControlLimits limits, Action<string> report)
    {
        this.path = path;
        this.listener = listener;
        this.handler = handler;
        this.limits = limits;
        this.report = report;
        acceptor = new Thread(Accept, StackSize) { IsBackground = true, Name = "control" };
    }

    private const int StackSize = 512 * 1024;
    private const int Backlog = 64;

    /// <summary>How many clients are connected.</summary>
    public int Clients
    {
        get
        {
            lock (connections)
            {
                return connections.Count;
            }
        }
    }

    /// <summary>Makes the socket and starts to serve it.</summary>
    /// <param name="path">The socket, see <see cref="ControlSocket.PathIn"/>.</param>
    /// <param name="handler">Carries out the requests.</param>
    /// <param name="report">Told, on any thread, what goes wrong with the socket or inside a request.</param>
    /// <param name="limits">Bounds; null for <see cref="ControlLimits.Default"/>.</param>
    /// <exception cref="ControlException">A daemon listens there already, or the path cannot be used.</exception>
    public static ControlServer Start(
        string path, IControlHandler handler, Action<string> report, ControlLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(handler);
        ArgumentNullException.ThrowIfNull(report);
        limits ??= ControlLimits.Default;
        Socket listener = ControlSocket.Listen(path, Backlog);
        ControlServer server = new(path, listener, handler, limits, report);
        server.acceptor.Start();
        return server;
    }

    /// <summary>Accepts no more, lets requests under way answer for a moment, closes everything, removes the
    /// socket.</summary>
    public void Dispose()
    {
        if (ending.IsCancellationRequested)
        {
            return;
        }

        ending.Cancel();
        // First the name, so that no client finds a socket that nobody serves.
        File.Delete(path);
        listener.Dispose();
        acceptor.Join();
        WaitForHandlers();
        foreach (ControlConnection connection in Snapshot())
        {
            connection.Dispose();
        }
    }

    private void Accept()
    {
        while (!ending.IsCancellationRequested)
        {
            try
            {
                Admit(listener.Accept());
            }
            catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
            {
                if (ending.IsCancellationRequested)
                {
                    return;
                }

                report($"cannot accept a client on {path}: {fault.Message}");
                // Out of descriptors, most likely: trying again at once would only burn the processor.
                ending.Token.WaitHandle.WaitOne(TimeSpan.FromSeconds(1));
            }
        }
    }

    private void Admit(Socket socket)
    {
        ControlConnection connection = new(socket, handler, limits, report, ending.Token);
        if (!MakeRoom(connection))
        {
            connection.TurnAway($"all {limits.Connections} places are taken by requests under way; try again later");
            connection.Dispose();
            return;
        }

        new Thread(() => Serve(connection), StackSize) { IsBackground = true, Name = "control client" }.Start();
    }

    private bool MakeRoom(ControlConnection connection)
    {
        ControlConnection? idle = null;
        lock (connections)
        {
            if (connections.Count >= limits.Connections)
            {
                idle = connections.Find(candidate => !candidate.Handling);
                if (idle is null)
                {
                    return false;
                }

                connections.Remove(idle);
            }

            connections.Add(connection);
        }

        idle?.Dispose();
        return true;
    }

    private void Serve(ControlConnection connection)
    {
        try
        {
            connection.Serve();
        }
        finally
        {
            lock (connections)
            {
                connections.Remove(connection);
                Monitor.PulseAll(connections);
            }

            connection.Dispose();
        }
    }

    private void WaitForHandlers()
    {
        long end = Environment.TickCount64 + (long)limits.Farewell.TotalMilliseconds;
        lock (connections)
        {
            while (connections.Exists(connection => connection.Handling))
            {
                int left = (int)(end - Environment.TickCount64);
                if (left <= 0 || !Monitor.Wait(connections, Math.Min(left, 50)))
                {
                    if (end <= Environment.TickCount64)
                    {
                        return;
                    }
                }
            }
        }
    }

    private ControlConnection[] Snapshot()
    {
        lock (connections)
        {
            return [.. connections];
        }
    }
}
