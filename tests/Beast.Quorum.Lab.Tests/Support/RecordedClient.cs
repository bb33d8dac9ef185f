using System.Net;
using Beast.Quorum.Lab.Commands;
using Beast.Quorum.Lab.Geom;
using Beast.Quorum.Lab.Hosts;
using Beast.Quorum.Lab.Iscsi;
using Beast.Quorum.Lab.Network;
using Beast.Quorum.Lab.Records;
using Beast.Quorum.Lab.Releases;

namespace Beast.Quorum.Lab.Tests.Support;

/// <summary>The recorded third machine, clnt-1: an initiator with a path to each controller of a pair.</summary>
internal sealed class RecordedClient : IDisposable
{
    private static readonly string[] Recorded = ["192.168.56.103", "192.168.56.104"];
    private readonly TemporaryDirectory _directory = new();
    private readonly List<string> _console = [];
    private readonly PortalServer[] _portals = new PortalServer[2];
    private readonly TcpRelay[] _cables = new TcpRelay[2];
    private readonly ServingLog _serving;
    private readonly GmultipathCommand _gmultipath;
    private readonly IscsictlCommand _iscsictl;
    private readonly IscsidService _iscsid;
    private readonly SysctlCommand _sysctl;
    private int _said;

    internal RecordedClient(HostPair pair, bool speaksJson = false)
    {
        for (int node = 0; node < 2; node++)
        {
            var portal = new PortalServer(pair[node], 0, Path.Combine(_directory.Path, $"portal{node}"));
            _portals[node] = portal;
            _cables[node] = new TcpRelay(
                new IPEndPoint(IPAddress.Loopback, 0), new IPEndPoint(IPAddress.Loopback, portal.Port));
        }

        _serving = new ServingLog(Path.Combine(_directory.Path, "serving"));
        Initiator = new Initiator("clnt-1", Say) { Route = Route };
        var multipath = new MultipathClass(_serving, Say) { IsLoaded = true };
        Initiator.DiskGone = multipath.Orphan;
        _gmultipath = new GmultipathCommand(multipath, Initiator.Disk);
        _iscsictl = new IscsictlCommand(Initiator, speaksJson);
        _iscsid = new IscsidService(Initiator.Settings);
        _sysctl = new SysctlCommand(IscsiVariables.Of(Initiator.Settings, multipath), SystemRelease.Recorded);
        Multipath = multipath;
    }

    internal Initiator Initiator { get; }

    internal MultipathClass Multipath { get; }

    internal TcpRelay Cable(int node) => _cables[node];

    internal CommandOutput Run(string command)
    {
        string[] words = HostPair.Words(command);
        ReadOnlySpan<string> rest = words.AsSpan(1);
        return words[0] switch
        {
            "gmultipath" => _gmultipath.Run(rest),
            "iscsictl" => _iscsictl.Run(rest),
            "sysctl" => _sysctl.Run(rest),
            "service" => _iscsid.Run(words[2]),
            _ => throw new ArgumentException($"the client has no {words[0]}", nameof(command)),
        };
    }

    internal void WaitForSessions(Func<SessionView, bool> holds, string what) => Eventually.True(
        () => Initiator.Sessions().All(session => holds(session.Look())), what);

    /// <summary>The console's lines since the last call.</summary>
    internal List<string> TakeConsole()
    {
        lock (_console)
        {
            List<string> lines = _console[_said..];
            _said = _console.Count;
            return lines;
        }
    }

    public void Dispose()
    {
        Initiator.Dispose();
        foreach (TcpRelay cable in _cables)
        {
            cable.Dispose();
        }

        _portals[0].Dispose();
        _portals[1].Dispose();
        _serving.Dispose();
        _directory.Dispose();
    }

    private string Route(string portal) => _cables[Array.IndexOf(Recorded, portal)].EndPoint.ToString();

    private void Say(string line)
    {
        lock (_console)
        {
            _console.Add(line);
        }
    }
}
