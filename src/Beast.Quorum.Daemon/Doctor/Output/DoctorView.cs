using Beast.Quorum.Daemon.Doctor.Checks;
using Beast.Quorum.Daemon.Status;
using Spectre.Console;

namespace Beast.Quorum.Daemon.Doctor.Output;

/// <summary>The results as a person reads them: what is wrong, worst first, with what to do; then the count.</summary>
internal static class DoctorView
{
    /// <summary>Writes the results.</summary>
    /// <param name="results">What the checks came to.</param>
    /// <param name="all">Whether what is fine is shown too.</param>
    /// <param name="terminal">Where.</param>
    public static void Write(IReadOnlyList<DoctorResult> results, bool all, Terminal terminal)
    {
        IAnsiConsole console = terminal.ToConsole();
        foreach (DoctorResult result in results.Where(result => result.Finding.State > CheckState.Unknown)
            .OrderByDescending(result => result.Finding.State))
        {
            Problem(result, console);
        }

        DoctorResult[] unknown = [.. results.Where(result => result.Finding.State == CheckState.Unknown)];
        foreach (DoctorResult result in unknown)
        {
            console.WriteLine(Line("UNKNOWN", result));
        }

        if (unknown.Length > 0)
        {
            console.WriteLine();
        }

        if (all)
        {
            foreach (DoctorResult result in results.Where(result => result.Finding.State < CheckState.Unknown))
            {
                console.WriteLine(Line(result.Finding.State == CheckState.Ok ? "ok" : "-", result));
            }

            console.WriteLine();
        }

        console.WriteLine(Summary(results));
    }

    public static string Summary(IReadOnlyList<DoctorResult> results)
    {
        int errors = Count(CheckState.Error);
        int warnings = Count(CheckState.Warning);
        return $"{Count(CheckState.Ok)} fine, {errors} {(errors == 1 ? "error" : "errors")}, "
            + $"{warnings} {(warnings == 1 ? "warning" : "warnings")}, {Count(CheckState.Unknown)} unknown; "
            + $"{Count(CheckState.NotApplicable)} do not apply";

        int Count(CheckState state) => results.Count(result => result.Finding.State == state);
    }

    private static string Line(string word, DoctorResult result) =>
        $"{word,-8}  {result.Check.Id}: {Where(result)}{result.Finding.Detail}";

    private static string Where(DoctorResult result) => result.Node is { } node ? $"node {node}: " : "";

    private static void Problem(DoctorResult result, IAnsiConsole console)
    {
        string colour = result.Finding.State switch
        {
            CheckState.Error => "red",
            _ => "yellow",
        };
        Grid grid = new();
        grid.AddColumn(new GridColumn { NoWrap = true, Padding = new Padding(0, 0, 2, 0) });
        grid.AddColumn(new GridColumn { Padding = new Padding(0, 0, 0, 0) });
        grid.AddRow(
            new Markup($"[bold {colour}]{result.Finding.State.ToString().ToUpperInvariant()}[/]"),
            new Markup($"[bold]{Markup.Escape($"{result.Check.Id}: {Where(result)}{result.Finding.Detail}")}[/]"));
        grid.AddRow(new Markup("  wanted"), new Text(result.Check.Title));
        grid.AddRow(new Markup("  means"), new Text(result.Check.Meaning));
        grid.AddRow(new Markup("  do"), new Text(result.Check.Remedy));
        console.Write(grid);
        console.WriteLine();
    }
}
