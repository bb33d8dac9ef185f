using System.Net;
using Beast.Quorum.Lab.Commands;
using Beast.Quorum.Lab.Ctl;
using Beast.Quorum.Lab.Hosts;
using Beast.Quorum.Lab.Network;
using Beast.Quorum.Lab.Nodes;
using Beast.Quorum.Lab.Pools;
using Beast.Quorum.Lab.Portal;
using Beast.Quorum.Lab.Runs;

namespace Beast.Quorum.Lab.Tests.Support;

/// <summary>Two controllers in this process, each at home of a pool, with a cable to the other's portal.</summary>
internal sealed class ArbitratorPair : IDisposable
{
    internal const string PrivateTarget = "iqn.2016-01.local.sss.private:target0";
    private readonly TemporaryDirectory _directory = new();
    private readonly HostMachine[] _hosts = new HostMachine[2];
    private readonly PortalServer[] _portals = new PortalServer[2];
    private readonly TcpRelay[] _cables = new TcpRelay[2];

    internal ArbitratorPair()
    {
        var paths = new LabDirectory(_directory.Path);
        paths.Create();
        Store = new PoolStore(paths.Pools);
        foreach (LabGroup group in ArbitratorLayout.Two.Groups)
        {
            Store.Create(group.Name, new Dictionary<string, long> { ["v0"] = 8 << 20 }, group.Guid,
                [.. group.Disks.SkipLast(1)], group.Disks[^1]);
        }

        for (int node = 0; node < 2; node++)
        {
            _hosts[node] = new HostMachine(new HostOptions
            {
                Directory = paths,
                Node = node,
                CtldEnabled = true,
                IscsidEnabled = true,
                Sysctls = [.. ArbitratorLayout.Sysctls, "kern.iscsi.ping_timeout=1"],
                Ctl = new CtlOptions { IsSingle = true, Luns = ArbitratorLayout.Two.LunsOf(node) },
            });
            _portals[node] = new PortalServer(_hosts[node], 0, paths.Portal(node));
            _cables[node] = new TcpRelay(
                new IPEndPoint(IPAddress.Loopback, 0), new IPEndPoint(IPAddress.Loopback, _portals[node].Port));
        }
    }

    internal PoolStore Store { get; }

    internal HostMachine this[int node] => _hosts[node];

    /// <summary>The cable on which the other node reaches this one's portal.</summary>
    internal TcpRelay CableTo(int node) => _cables[node];

    internal string PortalOf(int node) => _cables[node].EndPoint.ToString();

    internal CommandOutput Run(int node, string command) => _hosts[node].RunTool(HostPair.Words(command));

    internal void Do(int node, string command)
    {
        CommandOutput output = Run(node, command);
        Assert.That(output.Exit, Is.Zero, $"{command}: {output.Out}{output.Error}");
    }

    /// <summary>Asks a node's portal for a write of a block of a LUN.</summary>
    internal PortalStatus Write(int node, int lun, long block, long sequence)
    {
        var data = new byte[DataBlock.Length];
        DataBlock.Fill(data, block, sequence);
        return PortalAnswer.Status(
            _hosts[node].Ctl.Io.Serve(PortalRequest.Build(PortalOperation.Write, lun, block, data)));
    }

    /// <summary>The sequence that a zvol's file holds in a block.</summary>
    internal long OnDisk(string pool, long block)
    {
        var data = new byte[DataBlock.Length];
        using FileStream file = new(Store.VolumePath(pool, "v0"), FileMode.Open, FileAccess.Read,
            FileShare.ReadWrite);
        file.Position = block * DataBlock.Length;
        file.ReadExactly(data);
        return DataBlock.SequenceOf(data);
    }

    public void Dispose()
    {
        for (int node = 0; node < 2; node++)
        {
            _hosts[node].Dispose();
            _cables[node].Dispose();
            _portals[node].Dispose();
        }

        _directory.Dispose();
    }
}
