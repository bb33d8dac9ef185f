using System.Globalization;
using System.Text;
using Beast.Quorum.Platform.Devices;
using Beast.Quorum.Platform.Native;
using Beast.Quorum.Platform.Processes;

namespace Beast.Quorum.Platform.Watchdogs;

/// <summary>
/// Looks for watchdogd(8). The last pat of anybody counts, so beside it a hung owner is never reset, and its stop
/// disarms what beastq armed.
/// </summary>
public sealed class RivalDaemon
{
    /// <summary>Where watchdogd(8) notes its process id.</summary>
    public const string DefaultPidFile = "/var/run/watchdogd.pid";

    private const int PidLengthMax = 32;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly ICommandRunner runner;
    private readonly IReadOnlyList<string> service;
    private readonly string pidFile;

    /// <summary>A look with this system's programs.</summary>
    /// <param name="runner">Runs service(8).</param>
    /// <param name="service">Its command line, such as <c>/usr/sbin/service</c>.</param>
    /// <param name="pidFile">The pid file.</param>
    public RivalDaemon(ICommandRunner runner, IReadOnlyList<string> service, string pidFile = DefaultPidFile)
    {
        this.runner = runner;
        this.service = service;
        this.pidFile = pidFile;
    }

    /// <summary>Whether a process of that id is there; kill(2) with signal 0.</summary>
    internal Func<int, bool> IsAlive { get; init; } = pid => Signals.Exists(pid);

    /// <summary>
    /// What is wrong, with what to do; null if it does not run. A pid file whose process is gone is a leftover; of a
    /// living one service(8) tells whether it is watchdogd, and if it cannot, it counts as one.
    /// </summary>
    public string? Find()
    {
        int? pid = ReadPid();
        if (pid is not { } process || !IsAlive(process))
        {
            return null;
        }

        CommandResult status = runner.Run(new CommandRequest([.. service, "watchdogd", "onestatus"], Patience));
        bool denied = status.End == CommandEnd.Exited && status.ExitCode != 0
            && status.StandardOutput.Contains("is not running", StringComparison.Ordinal);
        return denied ? null
            : $"watchdogd runs (process {process}, {pidFile}): its pats would keep this host alive when beastq wants "
            + "it to be reset; run: service watchdogd onestop && sysrc watchdogd_enable=NO";
    }

    private unsafe int? ReadPid()
    {
        // Not by FileStream, which would ask for a lock that watchdogd holds (pidfile(3)).
        using Descriptor file = LibC.Open(pidFile, OpenNumbers.ReadOnly | OpenNumbers.NonBlocking, out int error);
        if (error == Errno.ENOENT)
        {
            return null;
        }

        // No more than a number is read: a file of that name may hold anything.
        byte* bytes = stackalloc byte[PidLengthMax];
        nint count = error == 0 ? LibC.Read(file, bytes, PidLengthMax) : -1;
        if (count < 0)
        {
            error = error == 0 ? LibC.LastError : error;
            throw new DeviceException(
                $"whether watchdogd runs cannot be seen: {pidFile}: {Errno.Describe(error)}; make it readable, or "
                + "remove it if watchdogd does not run", error);
        }

        return ParsePid(Encoding.UTF8.GetString(bytes, (int)count));
    }

    /// <summary>A process id alone on the first line; null for anything else.</summary>
    internal static int? ParsePid(string text)
    {
        string line = text.Split('\n', 2)[0].Trim();
        return int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out int pid) && pid > 1 ? pid : null;
    }
}
