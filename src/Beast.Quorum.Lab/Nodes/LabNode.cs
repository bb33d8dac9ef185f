using System.Globalization;
using Beast.Quorum.Lab.Clock;
using Beast.Quorum.Lab.Tools;
using Beast.Quorum.Lab.Watchdogs;
using Beast.Quorum.Lab.Wire;

namespace Beast.Quorum.Lab.Nodes;

/// <summary>One controller of the lab: its watchdog, which stays, and its host, which is powered on and off.</summary>
public sealed class LabNode : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly LabDirectory _directory;
    private readonly LabProgram _program;
    private readonly IProcessLauncher _launcher;
    private readonly LabNodeOptions _options;
    private readonly ILabProcess _watchdog;
    private ILabProcess? _host;
    private bool _disposed;

    /// <summary>Starts the watchdog and waits until it answers; the host is off.</summary>
    /// <exception cref="InvalidOperationException">It did not start; the message says where it logged.</exception>
    public LabNode(
        LabDirectory directory, int node, LabProgram program, IProcessLauncher launcher, LabNodeOptions options)
    {
        ArgumentNullException.ThrowIfNull(directory);
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(launcher);
        Node = node;
        _directory = directory;
        _program = program;
        _launcher = launcher;
        _options = options;
        directory.Create();
        File.Delete(directory.WatchdogSocket(node));
        _watchdog = launcher.Launch(new LaunchRequest
        {
            FileName = program.FileName,
            Arguments = program.Arguments("watchdog", "--dir", directory.Root, "--node", Number(node)),
            Environment = new Dictionary<string, string?> { [NodeProcesses.Variable] = null },
            OutputPath = OutputPath,
            Lifeline = true,
        });
        WaitFor(() => File.Exists(directory.WatchdogSocket(node)), _watchdog, "watchdog");
    }

    /// <summary>0 or 1.</summary>
    public int Node { get; }

    /// <summary>What everything of this node has in its environment, so that the watchdog finds it.</summary>
    public IReadOnlyDictionary<string, string?> Environment => new Dictionary<string, string?>
    {
        [NodeProcesses.Variable] = NodeProcesses.Mark(_directory.Root, Node),
        [ToolEntry.HostVariable] = _directory.HostSocket(Node),
    };

    /// <summary>The host's process id; 0 while the node is off.</summary>
    public int HostProcessId => _host?.Id ?? 0;

    /// <summary>The watchdog's process id.</summary>
    public int WatchdogProcessId => _watchdog.Id;

    /// <summary>Where hosts and watchdog print.</summary>
    public string OutputPath => Path.Combine(_directory.Node(Node), "output.log");

    /// <summary>The argument list that stands for a program, for a beastq configuration's <c>commands</c>.</summary>
    /// <param name="name">zpool, zfs, sysctl, ctladm or service.</param>
    public IReadOnlyList<string> ToolCommand(string name) =>
        _program.Command("tool", "--host", _directory.HostSocket(Node), name);

    /// <summary>The argument list of the self-fence command.</summary>
    public IReadOnlyList<string> SelfFenceCommand =>
        _program.Command("fence", "--dir", _directory.Root, "--node", Number(Node));

    /// <summary>Boots the host and waits until it answers.</summary>
    /// <param name="bootRole">1 as FreeBSD 10.4; 0 as FreeBSD 11 with ha_role=0 in loader.conf.</param>
    /// <exception cref="InvalidOperationException">It did not boot; the message says where it logged.</exception>
    public void PowerOn(int bootRole = 1)
    {
        _host?.Dispose();
        var arguments = new List<string>
        {
            "host", "--dir", _directory.Root, "--node", Number(Node), "--boot-role", Number(bootRole),
            "--ha-mode", Number(_options.HaMode), "--portal", Number(_options.PortalPort),
            "--keepalive-ms", Number((int)_options.KeepAlive.TotalMilliseconds),
            "--freebsd", _options.Release.Name,
            "--multihost-ms", Number((int)_options.MultihostInterval.TotalMilliseconds),
        };
        if (_options.CtldEnabled)
        {
            arguments.Add("--ctld-enable");
        }

        if (_options.IscsidEnabled)
        {
            arguments.Add("--iscsid-enable");
        }

        if (_options.IsSingle)
        {
            arguments.Add("--no-ha");
        }

        foreach (string setting in _options.Sysctls)
        {
            arguments.AddRange(["--sysctl", setting]);
        }

        foreach (Ctl.LunConfiguration lun in _options.Luns)
        {
            arguments.Add("--lun");
            arguments.Add(string.Join(',',
                [
                    $"{Number(lun.Id)}={lun.Path}", string.Join('+', [lun.Target, .. lun.OtherTargets]),
                    .. lun.Options.Select(o => $"{o.Name}={o.Value}"),
                ]));
        }

        _host = _launcher.Launch(new LaunchRequest
        {
            FileName = _program.FileName,
            Arguments = _program.Arguments([.. arguments]),
            Environment = Environment,
            OutputPath = OutputPath,
        });
        WaitFor(() => Control("ping").Exit == 0, _host, "host");
    }

    /// <summary>Cuts the power: host, daemon and commands are killed at once.</summary>
    /// <returns>The moment when all of them were gone, for <see cref="Records.ServingHistory.HostDied"/>.</returns>
    /// <exception cref="InvalidOperationException">The watchdog did not answer.</exception>
    public long PowerOff()
    {
        string? answer;
        using (var client = new WatchdogClient(_directory.WatchdogSocket(Node)))
        {
            answer = client.Ask("off", Patience);
        }

        if (answer?.Split(' ') is not ["ok", { } ticks])
        {
            throw new InvalidOperationException(
                $"node {Node}: the watchdog did not confirm the power-off; see {OutputPath}");
        }

        _host?.WaitForExit(Patience);
        _host?.Dispose();
        _host = null;
        return long.Parse(ticks, CultureInfo.InvariantCulture);
    }

    /// <summary>Runs a stand-in tool's command line in this process, without starting the tool.</summary>
    public ToolAnswer Tool(params string[] arguments) => Ask(["tool", .. arguments]);

    /// <summary>
    /// Asks the host for what only the lab may: <c>delay import|export|role MS</c>, <c>fail OPERATION TIMES TEXT</c>,
    /// <c>hang OPERATION on|off</c>, <c>drop-writes N</c>, <c>stale-reads N</c>, <c>force-serve POOL</c>,
    /// <c>pause-disks on|off</c>, <c>write POOL</c>, <c>pool-errors POOL COUNT OBJECT…</c>, <c>scrub-time POOL MS</c>,
    /// <c>pull|plug DISK</c>, <c>suspend|mend POOL</c>, <c>watchdogd on|off</c>, <c>ping</c>. The TEXT of a failing
    /// import is what zpool says after <c>cannot import 'P': </c>, or one of <c>missing-devices rewind corrupt features
    /// ambiguous name-taken</c>, with all that is said then.
    /// </summary>
    public ToolAnswer Control(params string[] words) => Ask(["control", .. words]);

    /// <summary>Stops the host's clock-less world (SIGSTOP), or lets it go on.</summary>
    public void FreezeHost(bool frozen)
    {
        if (_host is not null)
        {
            _ = Libc.Kill(_host.Id, frozen ? Libc.Stop : Libc.Continue);
        }
    }

    /// <summary>Ends the watchdog through its lifeline, which ends everything of the node.</summary>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        _watchdog.CutLifeline();
        _watchdog.WaitForExit(Patience);
        _watchdog.Dispose();
        _host?.Dispose();
    }

    private ToolAnswer Ask(string[] question)
    {
        string[]? answer = HostConnection.Ask(_directory.HostSocket(Node), question);
        return answer is { Length: 3 }
            ? new ToolAnswer(int.Parse(answer[0], CultureInfo.InvariantCulture), answer[1], answer[2])
            : new ToolAnswer(ToolEntry.HostGone, "", $"the host of node {Node} is gone\n");
    }

    private void WaitFor(Func<bool> ready, ILabProcess process, string what)
    {
        long deadline = LabClock.Now + Patience.Ticks;
        while (!ready())
        {
            if (process.HasExited || LabClock.Now > deadline)
            {
                throw new InvalidOperationException(
                    $"node {Node}: the {what} did not start; its output is in {OutputPath}");
            }

            Thread.Sleep(2);
        }
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
