using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Time;
using Beast.Quorum.Daemon.Events;
using Beast.Quorum.Platform.Devices;
using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Platform.Sysctls;
using Beast.Quorum.Platform.Watchdogs;

namespace Beast.Quorum.Daemon.Hosting;

/// <summary>Opens the configured watchdog, and refuses one on which the waits of the protocol could not rest.</summary>
internal static class WatchdogChoice
{
    private static readonly TimeSpan Rounding = TimeSpan.FromMilliseconds(1);

    /// <summary>The watchdog, not armed.</summary>
    /// <param name="configuration">Its kind and the thresholds.</param>
    /// <param name="runner">Asks whether watchdogd(8) runs.</param>
    /// <param name="sysctl">Asked for the time-out in force.</param>
    /// <param name="note">Tells the operator.</param>
    /// <exception cref="StartupException">It must not be used; the message says why and what to do.</exception>
    /// <exception cref="DeviceException">It cannot be used.</exception>
    public static IWatchdog Make(
        BeastqConfiguration configuration,
        ICommandRunner runner,
        ISysctl sysctl,
        Action<EventEntry, (string Key, object? Value)[]> note)
    {
        WatchdogConfiguration wanted = configuration.Watchdog;
        IWatchdog watchdog = wanted.Kind switch
        {
            WatchdogKind.Fido => new FidoWatchdog(wanted.Path, sysctl),
            WatchdogKind.Socket => new SocketWatchdog(wanted.Path),
            WatchdogKind.Linux => new LinuxWatchdog(wanted.Path),
            _ => new NoWatchdog(),
        };
        if (wanted.Kind == WatchdogKind.Fido
            && new RivalDaemon(runner, configuration.Commands.Service).Find() is { } rival)
        {
            watchdog.Dispose();
            throw new StartupException(ExitCodes.System, rival);
        }

        if (wanted.Kind != WatchdogKind.None)
        {
            Prove(configuration.Timing, watchdog, note);
        }

        return watchdog;
    }

    /// <summary>The proof once more, with what this watchdog makes of the time-out.</summary>
    private static void Prove(
        QuorumTiming timing, IWatchdog watchdog, Action<EventEntry, (string Key, object? Value)[]> note)
    {
        TimeSpan programmed = watchdog.Effective(timing.Watchdog);
        if (TimingProof.Violations(timing, programmed) is [{ } violation, ..])
        {
            watchdog.Dispose();
            throw new StartupException(
                ExitCodes.Configuration,
                $"The watchdog is programmed to {TimingProof.Show(programmed)} when "
                + $"{TimingProof.Show(timing.Watchdog)} is asked for, and then {violation}. "
                + "Change timing.watchdog, or the other thresholds.");
        }

        if ((programmed - timing.Watchdog).Duration() > Rounding)
        {
            note(DaemonEvents.WatchdogRounded,
                [("timeout", TimingProof.Show(programmed)), ("asked", TimingProof.Show(timing.Watchdog))]);
        }
    }
}
