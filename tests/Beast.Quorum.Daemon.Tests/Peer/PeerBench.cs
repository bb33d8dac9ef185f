using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Records;
using Beast.Quorum.Daemon.Peer;

namespace Beast.Quorum.Daemon.Tests.Peer;

/// <summary>A server of node 0 on a free port of loopback, and whoever asks it.</summary>
internal sealed class PeerBench : IDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public PeerBench(PeerChannelLimits? limits = null, params IEnumerable<IPeerQuestion> questions)
    {
        using (Socket probe = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))
        {
            probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            Address = (IPEndPoint)probe.LocalEndPoint!;
        }

        Server = PeerChannelServer.Start(
            [Address], new PeerIdentity(0, Key), new PeerQuestions([new Echo(), .. questions]), Reports.Enqueue,
            limits ?? PeerChannelLimits.Default with { Request = Patience });
        Assert.That(() => Answers("ready"), Is.True.After((int)Patience.TotalMilliseconds, 20), "the server listens");
    }

    public static RecordKey Key { get; } = new(Enumerable.Range(0, 32).Select(value => (byte)value).ToArray());

    public IPEndPoint Address { get; }

    public PeerChannelServer Server { get; }

    public ConcurrentQueue<string> Reports { get; } = [];

    /// <summary>Node 1, or another, with our key, or another.</summary>
    public PeerChannelClient Client(int node = 1, RecordKey? key = null) => new(
        [new InterlinkConfiguration("127.0.0.1:1", Address.ToString())], new PeerIdentity(node, key ?? Key));

    public string Ask(params IReadOnlyList<string> words) =>
        Encoding.UTF8.GetString(Client().Ask(Patience, words));

    public bool Answers(string word)
    {
        try
        {
            return Ask("echo", word) == word;
        }
        catch (PeerChannelException fault) when (fault.Failure is PeerFailure.Unreachable or PeerFailure.Lost)
        {
            return false;
        }
    }

    /// <summary>A connection that speaks for itself.</summary>
    public RawPeer Connect() => new(Address);

    public void Dispose() => Server.Dispose();

    internal sealed class Echo : IPeerQuestion
    {
        public string Name => "echo";

        public byte[] Answer(IReadOnlyList<string> arguments, CancellationToken cancel) =>
            Encoding.UTF8.GetBytes(string.Join(' ', arguments));
    }
}
