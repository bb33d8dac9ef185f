using Spectre.Console;
using Spectre.Console.Rendering;

namespace Beast.Quorum.Daemon.Status;

/// <summary>Who owns what: a table, or on a narrow terminal one block a group.</summary>
internal static class GroupTable
{
    private static readonly string[] Titles =
        ["group", "owner", "epoch", "this node", "since", "lease left", "to fence", "other ready"];

    public static IRenderable Build(StatusDocument status, Terminal terminal)
    {
        Table table = new() { Border = terminal.Unicode ? TableBorder.Rounded : TableBorder.Ascii };
        foreach (string title in Titles)
        {
            table.AddColumn(new TableColumn(title));
        }

        foreach (GroupStatus group in status.Groups)
        {
            table.AddRow(Cells(status, group).Select(cell => new Markup(cell)));
        }

        return table;
    }

    public static IRenderable Stacked(StatusDocument status)
    {
        Grid grid = new();
        grid.AddColumn(new GridColumn { NoWrap = true, Padding = new Padding(0, 0, 2, 0) });
        grid.AddColumn(new GridColumn { Padding = new Padding(0, 0, 0, 0) });
        foreach (GroupStatus group in status.Groups)
        {
            string[] cells = Cells(status, group);
            for (int index = 0; index < Titles.Length; index++)
            {
                grid.AddRow(new Markup((index == 0 ? "" : "  ") + Titles[index]), new Markup(cells[index]));
            }
        }

        return grid;
    }

    private static string[] Cells(StatusDocument status, GroupStatus group)
    {
        bool here = group.Owner == status.Node;
        string owner = group.Owner is { } node
            ? $"{(group.Served ? "[green]" : "[yellow]")}node {node}{(here ? " (this)" : "")}[/]"
            : "[red]nobody[/]";
        return
        [
            $"[bold]{Markup.Escape(group.Name)}[/]",
            owner,
            (here ? group.Epoch : group.PeerEpoch).ToString(System.Globalization.CultureInfo.InvariantCulture),
            Markup.Escape(group.Phase),
            Show.Span(group.SinceS * 1000),
            Show.Span(group.LeaseLeftMs),
            Show.Span(group.MarginToFenceMs),
            (here ? group.PeerReady : group.Ready) ? "yes" : "[yellow]no[/]",
        ];
    }
}
