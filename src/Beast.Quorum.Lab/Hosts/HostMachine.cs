using System.Globalization;
using Beast.Quorum.Lab.Clock;
using Beast.Quorum.Lab.Commands;
using Beast.Quorum.Lab.Ctl;
using Beast.Quorum.Lab.Faults;
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
        Pools = new HostPools(Identity, new PoolStore(options.Directory.Pools),
            new CacheFile(options.Directory.CacheFile(node)), _serving, Faults, Log)
        {
            Release = options.Release,
            MultihostInterval = options.MultihostInterval,
        };
        Pools.Boot();
        Ctl = new CtlSubsystem(Pools, _serving, Faults, Log, options.Ctl);
        _zpool = new ZpoolCommand(Pools);
        _zfs = new ZfsCommand(Pools);
        _sysctl = new SysctlCommand(
            SysctlVariables.Of(Pools, Ctl, () => WatchdogRecord.Armed(options.Directory.WatchdogLog(node))),
            options.Release);
        _ctladm = new CtladmCommand(Ctl);
        _service = new ServiceCommand(Ctl, options.CtldEnabled);
        _service.Boot();
    }

    internal HostIdentity Identity { get; }

    internal InjectedFaults Faults { get; } = new();

    internal HostPools Pools { get; }

    internal CtlSubsystem Ctl { get; }

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
            "opens" => Opens(rest),
            _ => CommandOutput.Failed(
                $"lab tool: '{arguments[0]}' is none of zpool, zfs, sysctl, ctladm, service\n", 127),
        };
    }

    /// <summary>Stands for open(2) of a device node: the path behind a LUN, while its pool is imported.</summary>
    private CommandOutput Opens(ReadOnlySpan<string> arguments) =>
        arguments is [{ } path] && Pools.HasVolume(path)
            ? CommandOutput.Ok()
            : CommandOutput.Failed("No such file or directory\n", 1);

    private void Log(string line) =>
        _console.Append(string.Create(CultureInfo.InvariantCulture, $"{LabClock.Now} {line}"));
}
