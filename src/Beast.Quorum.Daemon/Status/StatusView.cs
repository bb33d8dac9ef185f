using Spectre.Console;

namespace Beast.Quorum.Daemon.Status;

/// <summary>The status as a person reads it: the verdict, who owns what, the paths, and what to do.</summary>
public static class StatusView
{
    private const int NarrowWidth = 84;

    /// <summary>Writes the whole status.</summary>
    /// <param name="status">What to show.</param>
    /// <param name="terminal">Where.</param>
    public static void Write(StatusDocument status, Terminal terminal)
    {
        ArgumentNullException.ThrowIfNull(status);
        ArgumentNullException.ThrowIfNull(terminal);
        IAnsiConsole console = terminal.ToConsole();
        Head(status, console);
        console.WriteLine();
        if (terminal.Width >= NarrowWidth)
        {
            console.Write(GroupTable.Build(status, terminal));
        }
        else
        {
            console.Write(GroupTable.Stacked(status));
        }

        console.WriteLine();
        console.Write(FactGrid.Build(status));
        Problems(status, console);
    }

    /// <summary>The status in one line, for scripts and for rc.</summary>
    public static string Short(StatusDocument status)
    {
        ArgumentNullException.ThrowIfNull(status);
        string groups = string.Join(", ", status.Groups.Select(group => $"{group.Name} "
            + (group.Owner is { } owner
                ? $"on node {owner}{(group.Served ? "" : $" ({group.Phase})")}"
                : "served nowhere")));
        int count = status.Problems.Count(problem => problem.Severity > Severity.Notice);
        string problems = count == 0 ? "" : $"; {count} {(count == 1 ? "problem" : "problems")}, first: "
            + status.Problems[0].What;
        string notice = status.Fencing.AcceptedNoFencing ? "; i_accept_no_fencing is set" : "";
        return $"beastq node {status.Node}: {Word(status.Health)}; {groups}{problems}{notice}";
    }

    internal static string Word(Health health) => health.ToString().ToLowerInvariant();

    private static void Head(StatusDocument status, IAnsiConsole console)
    {
        string colour = status.Health switch { Health.Healthy => "green", Health.Degraded => "yellow", _ => "red" };
        console.MarkupLine(
            $"cluster [bold]{Markup.Escape(status.Cluster)}[/], node {status.Node}: "
            + $"[bold {colour}]{Word(status.Health).ToUpperInvariant()}[/]");
        console.MarkupLine(Markup.Escape(
            $"up {Show.Span(status.UpS * 1000)}, start {status.Generation} of this node; timing {status.Timing.Name}: "
            + $"lease {Show.Span(status.Timing.LeaseMs)}, a silent owner is waited for "
            + $"{Show.Span(status.Timing.PeerWaitMs)}"));
    }

    private static void Problems(StatusDocument status, IAnsiConsole console)
    {
        foreach (Problem problem in status.Problems)
        {
            string colour = problem.Severity switch
            {
                Severity.Critical => "red",
                Severity.Degraded => "yellow",
                _ => "default",
            };
            console.WriteLine();
            Grid grid = new();
            grid.AddColumn(new GridColumn { NoWrap = true, Padding = new Padding(0, 0, 2, 0) });
            grid.AddColumn(new GridColumn { Padding = new Padding(0, 0, 0, 0) });
            grid.AddRow(
                new Markup($"[bold {colour}]{problem.Severity.ToString().ToUpperInvariant()}[/]"),
                new Markup($"[bold]{Markup.Escape(problem.What)}[/]"));
            grid.AddRow(new Markup("  means"), new Text(problem.Meaning));
            grid.AddRow(new Markup("  do"), new Text(problem.Action));
            console.Write(grid);
        }
    }
}
