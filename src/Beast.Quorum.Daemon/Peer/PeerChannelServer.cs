using System.Net;
using System.Net.Sockets;

namespace Beast.Quorum.Daemon.Peer;

/// <summary>
/// Answers the peer's questions over TCP, on the address and port number of each interlink. A thread for each address
/// accepts, and each connection has a thread of its own. When all places are taken, the oldest connection that has not
/// shown the key yet makes room. An address that cannot be listened on is tried again: the daemon works without.
/// </summary>
internal sealed class PeerChannelServer : IDisposable
{
    private const int StackSize = 512 * 1024;
    private const int Backlog = 16;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    private readonly PeerIdentity self;
    private readonly PeerQuestions questions;
    private readonly PeerChannelLimits limits;
    private readonly QuietReport report;
    private readonly CancellationTokenSource ending = new();
    private readonly List<PeerConnection> connections = [];
    private readonly List<Thread> acceptors = [];
    private readonly Socket?[] listeners;

    private PeerChannelServer(
        int addresses, PeerIdentity self, PeerQuestions questions, Action<string> report, PeerChannelLimits limits)
    {
        this.self = self;
        this.questions = questions;
        this.limits = limits;
        this.report = new QuietReport(report, TimeSpan.FromMinutes(1));
        listeners = new Socket?[addresses];
    }

    /// <summary>How many connections are open.</summary>
    public int Connections
    {
        get
        {
            lock (connections)
            {
                return connections.Count;
            }
        }
    }

    /// <summary>Starts to listen.</summary>
    /// <param name="addresses">Where: the local ends of the interlinks.</param>
    /// <param name="self">Who answers.</param>
    /// <param name="questions">What is answered.</param>
    /// <param name="report">Told, on any thread, what goes wrong; at most once a minute.</param>
    /// <param name="limits">Bounds; null for <see cref="PeerChannelLimits.Default"/>.</param>
    public static PeerChannelServer Start(
        IReadOnlyList<IPEndPoint> addresses, PeerIdentity self, PeerQuestions questions, Action<string> report,
        PeerChannelLimits? limits = null)
    {
        PeerChannelServer server = new(
            addresses.Count, self, questions, report, limits ?? PeerChannelLimits.Default);
        for (int path = 0; path < addresses.Count; path++)
        {
            int index = path;
            Thread thread = new(() => server.Accept(index, addresses[index]), StackSize)
            {
                IsBackground = true,
                Name = $"peer channel {index}",
            };
            server.acceptors.Add(thread);
            thread.Start();
        }

        return server;
    }

    /// <summary>Accepts no more and closes everything.</summary>
    public void Dispose()
    {
        lock (listeners)
        {
            if (ending.IsCancellationRequested)
            {
                return;
            }

            ending.Cancel();
            foreach (Socket? listener in listeners)
            {
                listener?.Dispose();
            }
        }

        foreach (Thread acceptor in acceptors)
        {
            acceptor.Join(Farewell);
        }

        foreach (PeerConnection connection in Snapshot())
        {
            connection.Dispose();
        }
    }

    private void Accept(int index, IPEndPoint address)
    {
        while (!ending.IsCancellationRequested)
        {
            try
            {
                if (Listen(index, address) is { } listener)
                {
                    Admit(listener.Accept());
                }
            }
            catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
            {
                if (ending.IsCancellationRequested)
                {
                    return;
                }

                report.Say($"cannot listen on {address} (TCP): {fault.Message}; the daemon goes on, but the peer "
                    + "cannot ask this node over that interlink");
                ending.Token.WaitHandle.WaitOne(Pause);
            }
        }
    }

    private Socket? Listen(int index, IPEndPoint address)
    {
        lock (listeners)
        {
            if (listeners[index] is { } there)
            {
                return there;
            }

            if (ending.IsCancellationRequested)
            {
                return null;
            }

            Socket socket = new(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                // A connection of the daemon before us may still be in TIME_WAIT.
                socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
                socket.Bind(address);
                socket.Listen(Backlog);
            }
            catch (SocketException)
            {
                socket.Dispose();
                throw;
            }

            return listeners[index] = socket;
        }
    }

    private void Admit(Socket socket)
    {
        socket.NoDelay = true;
        PeerConnection connection = new(socket, self, questions, limits, report.Say);
        if (!MakeRoom(connection))
        {
            connection.Dispose();
            return;
        }

        new Thread(() => Serve(connection), StackSize) { IsBackground = true, Name = "peer question" }.Start();
    }

    private bool MakeRoom(PeerConnection connection)
    {
        PeerConnection? stranger = null;
        lock (connections)
        {
            if (connections.Count >= limits.Connections)
            {
                stranger = connections.Find(candidate => !candidate.Trusted);
                if (stranger is null)
                {
                    return false;
                }

                connections.Remove(stranger);
            }

            connections.Add(connection);
        }

        stranger?.Dispose();
        return true;
    }

    private void Serve(PeerConnection connection)
    {
        try
        {
            connection.Serve(ending.Token);
        }
        finally
        {
            lock (connections)
            {
                connections.Remove(connection);
            }

            connection.Dispose();
        }
    }

    private PeerConnection[] Snapshot()
    {
        lock (connections)
        {
            return [.. connections];
        }
    }
}
