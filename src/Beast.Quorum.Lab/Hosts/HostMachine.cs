using System.Globalization;
using Beast.Quorum.Lab.Clock;
using Beast.Quorum.Lab.Commands;
using Beast.Quorum.Lab.Ctl;
using Beast.Quorum.Lab.Disks;
using Beast.Quorum.Lab.Faults;
using Beast.Quorum.Lab.Geom;
using Beast.Quorum.Lab.Iscsi;
using Beast.Quorum.Lab.Pools;
using Beast.Quorum.Lab.Records;

namespace Beast.Quorum.Lab.Hosts;

/// <summary>The kernel of one controller and its commands, without any socket: what one boot lives through.</summary>
internal sealed class HostMachine : IDisposable
{
    private readonly LineLog _console;
    private readonly ServingLog _serving;
    private readonly CommandLog _commands;
    private readonly ZpoolCommand _zpool;
    private readonly ZfsCommand _zfs;
    private readonly SysctlCommand _sysctl;
    private readonly CtladmCommand _ctladm;
    private readonly ServiceCommand _service;
    private readonly CamcontrolCommand _camcontrol;
    private readonly GmultipathCommand _gmultipath;
    private readonly IscsictlCommand _iscsictl;

    /// <summary>Boots.</summary>
    internal HostMachine(HostOptions options)
    {
        int node = options.Node;
        Directory.CreateDirectory(options.Directory.Node(node));
        Identity = HostIdentity.Of(node);
        _console = new LineLog(options.Directory.Console(node));
        _serving = new ServingLog(options.Directory.ServingLog(node));
        _commands = new CommandLog(options.Directory.CommandLog(node));
        _serving.Boot(options.Ctl.BootRole);
        Disks = new SharedDisks(options.Directory.Disks);
        _camcontrol = CamcontrolCommand.Of(Disks, node);
        Pools = new HostPools(Identity, new PoolStore(options.Directory.Pools),
            new CacheFile(options.Directory.CacheFile(node)), _serving, Faults, Log)
        {
            Disks = Disks,
            Release = options.Release,
            MultihostInterval = options.MultihostInterval,
        };
        Pools.Boot();
        Initiator = new Initiator(Identity.HostName, Log);
        Multipath = new MultipathClass(_serving, Log) { IsLoaded = options.MultipathLoaded };
        Initiator.DiskGone = Multipath.Orphan;
        Ctl = new CtlSubsystem(Pools, _serving, Faults, Log, options.Ctl) { Multipath = Multipath };
        _zpool = new ZpoolCommand(Pools);
        _zfs = new ZfsCommand(Pools);
        _sysctl = new SysctlCommand(
            [
                .. SysctlVariables.Of(Pools, Ctl, () => WatchdogRecord.Armed(options.Directory.WatchdogLog(node))),
                .. IscsiVariables.Of(Initiator.Settings, Multipath),
            ],
            options.Release);
        _ctladm = new CtladmCommand(Ctl);
        _service = new ServiceCommand(Ctl, options.CtldEnabled) { Iscsid = new IscsidService(Initiator.Settings) };
        _gmultipath = new GmultipathCommand(Multipath, new DeviceTree(Pools, Initiator).Find);
        _iscsictl = new IscsictlCommand(Initiator, options.Release.HasLibxo);
        foreach (string setting in options.Sysctls)
        {
            _sysctl.Run([setting]);
        }

        _service.Boot();
        if (options.IscsidEnabled)
        {
            _service.Run(["iscsid", "onestart"]);
        }
    }

    internal HostIdentity Identity { get; }

    internal InjectedFaults Faults { get; } = new();

    internal SharedDisks Disks { get; }

    internal HostPools Pools { get; }

    internal CtlSubsystem Ctl { get; }

    internal Initiator Initiator { get; }

    internal MultipathClass Multipath { get; }

    internal ServiceCommand Services => _service;

    /// <summary>Runs a stand-in tool's command line and records it.</summary>
    internal CommandOutput RunTool(ReadOnlySpan<string> arguments)
    {
        int id = _commands.Start(arguments);
        CommandOutput output = Dispatch(arguments);
        _commands.End(id, output.Exit);
        return output;
    }

    public void Dispose()
    {
        Initiator.Dispose();
        Ctl.Dispose();
        Pools.Dispose();
        _console.Dispose();
        _serving.Dispose();
        _commands.Dispose();
    }

    private CommandOutput Dispatch(ReadOnlySpan<string> arguments)
    {
        if (arguments.IsEmpty)
        {
            return CommandOutput.Failed("lab tool: no program was named\n", ZpoolCommand.UsageError);
        }

        ReadOnlySpan<string> rest = arguments[1..];
        return arguments[0] switch
        {
            "zpool" => _zpool.Run(rest),
            "zfs" => _zfs.Run(rest),
            "sysctl" => _sysctl.Run(rest),
            "ctladm" => _ctladm.Run(rest),
            "service" => _service.Run(rest),
            "camcontrol" => _camcontrol.Run(rest),
            "gmultipath" => _gmultipath.Run(rest),
            "iscsictl" => _iscsictl.Run(rest),
            "opens" => Opens(rest),
            _ => CommandOutput.Failed(
                $"lab tool: '{arguments[0]}' is none of zpool, zfs, sysctl, ctladm, service, camcontrol, gmultipath, "
                + "iscsictl\n",
                127),
        };
    }

    /// <summary>Stands for open(2) of a device node: of a zvol, a multipath device, the disk of a session.</summary>
    private CommandOutput Opens(ReadOnlySpan<string> arguments)
    {
        string path = arguments is [{ } named] ? named : "";
        string bare = DeviceTree.Bare(path);
        return Initiator.Disk(bare) is { } disk
            ? disk.OpenNode() == Errno.None ? CommandOutput.Ok() : CommandOutput.Failed("Device not configured\n")
            : Pools.HasVolume(path) || HasMultipath(bare)
                ? CommandOutput.Ok()
                : CommandOutput.Failed("No such file or directory\n");
    }

    private bool HasMultipath(string bare) =>
        bare.Split('/') is ["multipath", { } name] && Multipath.Find(name) is not null;

    private void Log(string line) =>
        _console.Append(string.Create(CultureInfo.InvariantCulture, $"{LabClock.Now} {line}"));
}
