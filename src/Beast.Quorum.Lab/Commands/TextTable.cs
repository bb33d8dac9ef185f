using System.Text;

namespace Beast.Quorum.Lab.Commands;

/// <summary>Rows as zpool(8) and zfs(8) print them: columns two blanks apart, the last one not padded.</summary>
internal sealed class TextTable(params int[] minimumWidths)
{
    private readonly List<string[]> _rows = [];

    internal void Add(params string[] cells) => _rows.Add(cells);

    /// <summary>Makes a column at least so wide; -1 is no column.</summary>
    internal TextTable WithMinimum(int column, int width)
    {
        if (column >= 0)
        {
            minimumWidths[column] = Math.Max(minimumWidths[column], width);
        }

        return this;
    }

    /// <summary>For scripts (-H): cells separated by tabs.</summary>
    internal string Tabs()
    {
        var text = new StringBuilder();
        foreach (string[] row in _rows)
        {
            text.AppendJoin('\t', row).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>For people; <paramref name="right"/> says which columns are aligned to the right.</summary>
    internal string Columns(string[] header, params bool[] right)
    {
        var widths = new int[header.Length];
        for (int column = 0; column < widths.Length; column++)
        {
            widths[column] = Math.Max(header[column].Length,
                column < minimumWidths.Length ? minimumWidths[column] : 0);
            foreach (string[] row in _rows)
            {
                widths[column] = Math.Max(widths[column], row[column].Length);
            }
        }

        var text = new StringBuilder();
        Append(text, header, widths, right);
        foreach (string[] row in _rows)
        {
            Append(text, row, widths, right);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, string[] row, int[] widths, bool[] right)
    {
        for (int column = 0; column < row.Length; column++)
        {
            if (column > 0)
            {
                text.Append("  ");
            }

            bool last = column == row.Length - 1;
            bool toRight = column < right.Length && right[column];
            text.Append(toRight ? row[column].PadLeft(widths[column])
                : last ? row[column] : row[column].PadRight(widths[column]));
        }

        text.Append('\n');
    }
}
