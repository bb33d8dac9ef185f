using System.Globalization;
using Beast.Quorum.Core.Time;

namespace Beast.Quorum.Daemon.DeviceTools;

/// <summary>Which thresholds <c>device init</c> writes, from its options and the configuration.</summary>
/// <param name="Timing">The thresholds.</param>
/// <param name="Note">How they follow from BQ's options; empty if they do not.</param>
internal sealed record TimingChoice(QuorumTiming Timing, string Note)
{
    /// <summary>Chooses.</summary>
    /// <param name="heartbeat">BQ's <c>-f</c>, in seconds.</param>
    /// <param name="timeout">BQ's <c>-t</c>, in seconds.</param>
    /// <param name="name">Name of a preset.</param>
    /// <param name="configured">The configuration's thresholds; null without one.</param>
    /// <exception cref="DeviceToolException">They do not fit each other.</exception>
    public static TimingChoice Make(double? heartbeat, double? timeout, string? name, QuorumTiming? configured)
    {
        QuorumTiming? named = null;
        if (name is not null)
        {
            named = Named(name, configured);
        }

        if (heartbeat is null && timeout is null)
        {
            return new TimingChoice(named ?? configured ?? TimingPresets.Balanced, "");
        }

        // As in BQ, a missing -f is 1 second and a missing -t is 10.
        TimeSpan wantedHeartbeat = TimeSpan.FromSeconds(heartbeat ?? 1);
        TimeSpan wantedTimeout = TimeSpan.FromSeconds(timeout ?? 10);
        QuorumTiming timing = TimingPresets.All.FirstOrDefault(preset => preset.Heartbeat == wantedHeartbeat)
            ?? throw new DeviceToolException(
                $"no preset has a heartbeat of {TimingProof.Show(wantedHeartbeat)} (-f); allowed: {Heartbeats()}, or "
                + "name one with --timing");
        if (named is not null && named.Fingerprint != timing.Fingerprint)
        {
            throw new DeviceToolException(
                $"-f {Number(heartbeat ?? 1)} means timing {timing.Name}, but --timing says {named.Name}; give one "
                + "of the two");
        }

        TimeSpan wait = timing.PeerWait(timing.Watchdog);
        return wait <= wantedTimeout
            ? new TimingChoice(timing, $"-f {Number(heartbeat ?? 1)} -t {Number(timeout ?? 10)} means timing "
                + $"{timing.Name}: a silent node's groups are taken over after {TimingProof.Show(wait)}")
            : throw new DeviceToolException(
                $"timing {timing.Name} takes over after {TimingProof.Show(wait)}, later than -t "
                + $"{Number(timeout ?? 10)} asks for; {Advice(wantedTimeout)}");
    }

    private static QuorumTiming Named(string name, QuorumTiming? configured) =>
        TimingPresets.Find(name)
        ?? (name == "custom" && configured?.Name == "custom" ? configured : null)
        ?? throw new DeviceToolException(
            $"there is no timing '{name}'; allowed: "
            + string.Join(", ", TimingPresets.All.Select(preset => preset.Name))
            + ", or custom if the configuration has it");

    private static string Advice(TimeSpan timeout)
    {
        QuorumTiming? fits = TimingPresets.All
            .Where(preset => preset.PeerWait(preset.Watchdog) <= timeout)
            .MaxBy(preset => preset.PeerWait(preset.Watchdog));
        return fits is null
            ? $"the quickest, fast, needs {TimingProof.Show(TimingPresets.Fast.PeerWait(TimingPresets.Fast.Watchdog))}"
            : $"-f {Number(fits.Heartbeat.TotalSeconds)} (timing {fits.Name}) would do";
    }

    private static string Heartbeats() => string.Join(
        ", ", TimingPresets.All.Select(preset => $"{Number(preset.Heartbeat.TotalSeconds)} ({preset.Name})"));

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
