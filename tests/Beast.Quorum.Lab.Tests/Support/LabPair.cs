using Beast.Quorum.Lab.Client;
using Beast.Quorum.Lab.Clock;
using Beast.Quorum.Lab.Nodes;
using Beast.Quorum.Lab.Pools;
using Beast.Quorum.Lab.Records;
using Beast.Quorum.Lab.Releases;
using Beast.Quorum.Lab.Verdicts;

namespace Beast.Quorum.Lab.Tests.Support;

/// <summary>Two nodes as real processes, powered on, ctld running, no pool imported.</summary>
internal sealed class LabPair : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly LabNode[] _nodes = new LabNode[2];
    private readonly List<(int Node, long At)> _deaths = [];

    internal LabPair()
    {
        Paths = new LabDirectory(_directory.Path);
        Paths.Create();
        Store = new PoolStore(Paths.Pools);
        Store.Create("beast", new Dictionary<string, long> { ["v0"] = 8 << 20 }, 3443249971426090515,
            ["ada1", "ada2"], "ada3");
        for (int node = 0; node < 2; node++)
        {
            _nodes[node] = new LabNode(Paths, node, Program, new SystemLauncher(),
                new LabNodeOptions { Release = SystemRelease.Recorded });
            _nodes[node].PowerOn();
        }
    }

    internal static LabProgram Program { get; } =
        LabProgram.ForAssembly(Path.Combine(TestContext.CurrentContext.TestDirectory, "Beast.Quorum.Lab.dll"));

    internal LabDirectory Paths { get; }

    internal PoolStore Store { get; }

    internal LabNode this[int node] => _nodes[node];

    internal void Do(int node, string command)
    {
        ToolAnswer answer = _nodes[node].Tool(HostPair.Words(command));
        Assert.That(answer.Exit, Is.Zero, $"{command}: {answer.Error}");
    }

    /// <summary>What a takeover plan does.</summary>
    internal void Serve(int node)
    {
        Do(node, "zpool import -f -N -o cachefile=none beast");
        Do(node, "sysctl kern.cam.ctl.ha_role=0");
    }

    internal void PowerOff(int node) => _deaths.Add((node, _nodes[node].PowerOff()));

    internal LabClient NewClient(Func<LabClientOptions, LabClientOptions>? change = null)
    {
        var options = new LabClientOptions
        {
            PortalFiles = [Paths.Portal(0), Paths.Portal(1)],
            Blocks = 64,
            Interval = TimeSpan.FromMilliseconds(5),
        };
        return new LabClient(change is null ? options : change(options));
    }

    internal Verdict Judge(LabClient client)
    {
        client.Stop();
        client.VerifyDataFile(Store.VolumePath("beast", "v0"));
        ServingHistory history = ServingHistory.Load(Paths);
        _deaths.ForEach(death => history.HostDied(death.Node, death.At));
        return Verdict.Judge(history, client.Report, LabClock.Now);
    }

    public void Dispose()
    {
        _nodes[0].Dispose();
        _nodes[1].Dispose();
        _directory.Dispose();
    }
}
