using System.Net;
using System.Net.Sockets;
using Beast.Quorum.Lab.Commands;
using Beast.Quorum.Lab.Ctl;
using Beast.Quorum.Lab.Hosts;
using Beast.Quorum.Lab.Nodes;
using Beast.Quorum.Lab.Pools;
using Beast.Quorum.Lab.Releases;

namespace Beast.Quorum.Lab.Tests.Support;

/// <summary>Both controllers of the recorded pair, in this process, with the pool "beast" and one zvol.</summary>
internal sealed class HostPair : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly HostMachine?[] _hosts = new HostMachine?[2];
    private readonly TimeSpan _keepAlive;
    private readonly int _haMode;
    private readonly SystemRelease _release;

    internal HostPair(int keepAliveMilliseconds = 1000, int haMode = 2, string release = "10.4")
    {
        _keepAlive = TimeSpan.FromMilliseconds(keepAliveMilliseconds);
        _haMode = haMode;
        _release = SystemRelease.Find(release)!;
        Paths = new LabDirectory(_directory.Path);
        Paths.Create();
        Store = new PoolStore(Paths.Pools);
        Store.Create("beast", new Dictionary<string, long> { ["v0"] = 100 << 20 }, 3443249971426090515,
            ["ada1", "ada2"], "ada3");
        LinkPort = FreePort();
        Boot(0);
        Boot(1);
    }

    /// <summary>The LUNs of the next boot.</summary>
    internal IReadOnlyList<LunConfiguration> Luns { get; set; } =
        [new LunConfiguration(0, "/dev/zvol/beast/v0", LunConfiguration.DefaultTarget)];

    internal LabDirectory Paths { get; }

    internal PoolStore Store { get; }

    internal int LinkPort { get; }

    internal HostMachine A => _hosts[0]!;

    internal HostMachine B => _hosts[1]!;

    internal HostMachine this[int node] => _hosts[node]!;

    /// <summary>Powers a host off, if it is on, and boots it.</summary>
    internal void Boot(int node, int role = 1)
    {
        _hosts[node]?.Dispose();
        _hosts[node] = new HostMachine(new HostOptions
        {
            Directory = Paths,
            Node = node,
            Release = _release,
            MultihostInterval = TimeSpan.FromMilliseconds(10),
            Ctl = new CtlOptions
            {
                BootRole = role,
                HaMode = _haMode,
                KeepAlive = _keepAlive,
                Luns = Luns,
            },
        });
    }

    /// <summary>Cuts the power.</summary>
    internal void Off(int node)
    {
        _hosts[node]?.Dispose();
        _hosts[node] = null;
    }

    internal CommandOutput Run(int node, string command) => this[node].RunTool(Words(command));

    /// <summary>Runs a command that must succeed.</summary>
    internal void Do(int node, string command)
    {
        CommandOutput output = Run(node, command);
        Assert.That(output.Exit, Is.Zero, $"{command}: {output.Out}{output.Error}");
    }

    internal void ConnectLink(int connectPort = 0)
    {
        Do(0, $"sysctl kern.cam.ctl.ha_peer=\"listen 127.0.0.1:{LinkPort}\"");
        Do(1, $"sysctl kern.cam.ctl.ha_peer=\"connect 127.0.0.1:{(connectPort == 0 ? LinkPort : connectPort)}\"");
        WaitForLink(2);
    }

    internal void WaitForLink(int state) => Eventually.True(
        () => Array.TrueForAll(_hosts, host => host is null
            || (host.Ctl.Link.State == state && (state != 2 || host.Ctl.Link.PeerState is not null))),
        $"HA link {state} on every head that is on");

    internal string Console(int node) => File.ReadAllText(Paths.Console(node));

    internal static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    /// <summary>Splits at blanks outside quotes, and drops the quotes.</summary>
    internal static string[] Words(string command)
    {
        var words = new List<string>();
        string word = "";
        bool quoted = false;
        foreach (char c in command.Trim() + " ")
        {
            quoted ^= c == '"';
            if (c == ' ' && !quoted)
            {
                words.Add(word);
                word = "";
            }
            else if (c != '"')
            {
                word += c;
            }
        }

        return [.. words];
    }

    public void Dispose()
    {
        _hosts[0]?.Dispose();
        _hosts[1]?.Dispose();
        _directory.Dispose();
    }
}
