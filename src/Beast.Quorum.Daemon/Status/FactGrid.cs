using Spectre.Console;
using Spectre.Console.Rendering;

namespace Beast.Quorum.Daemon.Status;

/// <summary>The peer on each path, the device, the watchdog, fencing and maintenance.</summary>
internal static class FactGrid
{
    public static IRenderable Build(StatusDocument status)
    {
        Grid grid = new();
        grid.AddColumn(new GridColumn { NoWrap = true, Padding = new Padding(0, 0, 2, 0) });
        grid.AddColumn(new GridColumn { Padding = new Padding(0, 0, 0, 0) });
        foreach ((string name, string value) in Facts(status))
        {
            grid.AddRow(new Text(name), new Markup(value));
        }

        return grid;
    }

    private static IEnumerable<(string Name, string Value)> Facts(StatusDocument status)
    {
        PeerStatus peer = status.Peer;
        yield return ($"peer node {peer.Node}", Peer(peer));
        foreach (InterlinkStatus link in peer.Interlinks)
        {
            yield return ("  interlink", Markup.Escape($"{link.Local} - {link.Peer}: ") + Heard(link.AgeMs, link.Lost));
        }

        DeviceStatus device = status.Device;
        yield return ("  register", Heard(peer.DeviceAgeMs, device.Lost || peer.Suspect));
        yield return ("device", (device.Lost ? "[red]lost[/]: " : device.Ok ? "" : "[yellow]slow[/]: ") + Markup.Escape(
            $"{device.Path}, last cycle {Show.Span(device.LastCycleMs)}, longest lately "
            + $"{Show.Span(device.LongestRecentCycleMs)} (limit {Show.Span(status.Timing.LongestCycleMs)}), "
            + $"{device.Errors} errors"));
        yield return ("watchdog", Watchdog(status.Watchdog));
        yield return ("fencing", status.Fencing.Method == "none"
            ? Markup.Escape($"none: a silent owner is waited for {Show.Span(status.Timing.PeerWaitMs)}")
                + (status.Fencing.AcceptedNoFencing ? "; [yellow]i_accept_no_fencing[/]" : "")
            : Markup.Escape(string.Join(", then ", status.Fencing.Methods)
                + $", after {Show.Span(status.Timing.FenceWaitMs)} of silence"));
        if (status.Maintenance.On)
        {
            yield return ("maintenance", "[yellow]on[/]"
                + (status.Maintenance.LeftS is { } left ? $", {Show.Span(left * 1000)} left" : ", no end"));
        }
    }

    private static string Peer(PeerStatus peer)
    {
        if (!peer.Seen)
        {
            return "[yellow]never heard[/]";
        }

        string state = peer.Fenced ? "[red]fenced[/]"
            : peer.Stopping ? "[yellow]away on purpose[/]"
            : peer.Suspect ? "[red]silent[/]"
            : "[green]alive[/]";
        return $"{state}, heard {Show.Span(peer.SilenceMs)} ago, watchdog "
            + $"{(peer.WatchdogArmed ? "armed" : "not armed")}";
    }

    private static string Heard(double? age, bool lost) =>
        (lost ? "[red]lost[/], " : "") + (age is { } known ? $"heard {Show.Span(known)} ago" : "never heard");

    private static string Watchdog(WatchdogStatus watchdog) =>
        !watchdog.Present ? "none"
        : (watchdog.Armed ? "armed" : "not armed") + $", {Show.Span(watchdog.TimeoutMs)}"
            + (watchdog.Problem.Length > 0 ? $", [red]{Markup.Escape(watchdog.Problem)}[/]" : "");
}
