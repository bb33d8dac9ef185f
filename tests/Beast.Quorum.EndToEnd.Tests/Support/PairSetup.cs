using System.Net;
using System.Net.Sockets;
using Beast.Quorum.EndToEnd.Tests.Lab;

namespace Beast.Quorum.EndToEnd.Tests.Support;

/// <summary>
/// A quorum file, a key and two nodes' configurations in one directory, with groups of trivial commands.
/// </summary>
internal sealed class PairSetup : IDisposable
{
    private readonly TestFolder folder = new();
    private readonly int[] ports4 = [FreePort(AddressFamily.InterNetwork), FreePort(AddressFamily.InterNetwork)];
    private readonly int[] ports6;

    internal PairSetup()
    {
        ports6 = HasIpv6 ? [FreePort(AddressFamily.InterNetworkV6), FreePort(AddressFamily.InterNetworkV6)] : [];
        Nodes = [new NodeSetup(this, 0), new NodeSetup(this, 1)];
        Beastq.Do("key", "generate", "--key", KeyFile);
    }

    internal static bool HasIpv6 { get; } = Socket.OSSupportsIPv6 && CanBind(IPAddress.IPv6Loopback);

    internal string Path => folder.Path;

    internal string KeyFile => folder.File("key");

    internal string Device { get; set; } = "";

    internal NodeSetup[] Nodes { get; }

    internal NodeSetup First => Nodes[0];

    internal IReadOnlyList<GroupSetup> Groups { get; private set; } = [];

    /// <summary>A pair with an initialised device and groups that alternate between the nodes.</summary>
    internal static PairSetup Ready(int groups = 1)
    {
        PairSetup pair = new();
        pair.Device = pair.folder.File("quorum");
        pair.Groups = [.. Enumerable.Range(0, groups).Select(index => new GroupSetup(pair.folder, index))];
        foreach (NodeSetup node in pair.Nodes)
        {
            node.Write();
        }

        pair.First.Do("device", "init", "--create-size", "1048576");
        return pair;
    }

    internal string File(string name) => folder.File(name);

    /// <summary>One interlink over IPv4 and, where there is IPv6, another over that.</summary>
    internal IEnumerable<(string Local, string Peer)> Interlinks(int node)
    {
        yield return ($"127.0.0.1:{ports4[node]}", $"127.0.0.1:{ports4[1 - node]}");
        if (ports6.Length > 0)
        {
            yield return ($"[::1]:{ports6[node]}", $"[::1]:{ports6[1 - node]}");
        }
    }

    /// <summary>Whether its daemons write traces.</summary>
    internal bool WritesTraces { get; set; } = true;

    /// <summary>Replays what its daemons decided, and removes everything.</summary>
    public void Dispose()
    {
        try
        {
            foreach (string trace in Traces.Of(Path))
            {
                Assert.That(Traces.Replay(trace).Difference, Is.Null, trace);
            }
        }
        finally
        {
            folder.Dispose();
        }
    }

    private static bool CanBind(IPAddress address)
    {
        try
        {
            using Socket socket = new(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            socket.Bind(new IPEndPoint(address, 0));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort(AddressFamily family)
    {
        using Socket socket = new(family, SocketType.Dgram, ProtocolType.Udp);
        IPAddress address = family == AddressFamily.InterNetwork ? IPAddress.Loopback : IPAddress.IPv6Loopback;
        socket.Bind(new IPEndPoint(address, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
