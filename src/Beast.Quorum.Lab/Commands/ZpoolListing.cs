using System.Globalization;
using Beast.Quorum.Lab.Pools;

namespace Beast.Quorum.Lab.Commands;

/// <summary><c>zpool list</c> and <c>zpool get</c>.</summary>
internal sealed class ZpoolListing(HostPools pools)
{
    private const long PoolBytes = 1008L << 20;
    private const long UsedBytes = 191L << 10;
    private static readonly string[] IllumosColumns =
        ["name", "size", "alloc", "free", "expandsize", "frag", "cap", "dedup", "health", "altroot"];

    private static readonly string[] OpenZfsColumns =
        ["name", "size", "alloc", "free", "checkpoint", "expandsize", "frag", "cap", "dedup", "health", "altroot"];

    internal CommandOutput List(ReadOnlySpan<string> arguments)
    {
        ListingOptions options = ListingOptions.Parse(
            arguments, pools.Release.IsOpenZfs ? OpenZfsColumns : IllumosColumns);
        string[] columns = options.Columns;
        string errors = Select(options.Names, out List<ImportedPool> selected);
        if (selected.Count == 0)
        {
            return errors.Length > 0 ? CommandOutput.Failed(errors)
                : CommandOutput.Ok(options.Script ? "" : "no pools available\n");
        }

        var widths = new int[columns.Length];
        var header = new string[columns.Length];
        var right = new bool[columns.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            (header[i], widths[i], right[i]) = Column(columns[i]);
        }

        var table = new TextTable(widths);
        foreach (ImportedPool pool in selected)
        {
            var cells = new string[columns.Length];
            for (int i = 0; i < columns.Length; i++)
            {
                if (Value(pool, columns[i], options.Exact) is not { } value)
                {
                    return BadProperty(columns[i]);
                }

                cells[i] = value.Text;
            }

            table.Add(cells);
        }

        return new CommandOutput(errors.Length == 0 ? 0 : 1,
            options.Script ? table.Tabs() : table.Columns(header, right), errors);
    }

    internal CommandOutput Get(ReadOnlySpan<string> arguments)
    {
        ListingOptions options = ListingOptions.Parse(arguments, ["name", "property", "value", "source"]);
        string[] columns = options.Columns;
        if (options.Names is not [{ } list, .. var names])
        {
            return CommandOutput.Failed("missing property argument\nusage:\n"
                + "\tget [-pH] <\"all\" | property[,...]> <pool> ...\n", ZpoolCommand.UsageError);
        }

        string errors = Select(names, out List<ImportedPool> selected);
        var table = new TextTable(Array.ConvertAll(columns, _ => 0));
        int valueWidth = 0;
        foreach (ImportedPool pool in selected)
        {
            foreach (string property in list.Split(','))
            {
                if (Value(pool, property, options.Exact) is not { } value)
                {
                    return BadProperty(property);
                }

                valueWidth = Math.Max(valueWidth, Column(property).Header.Length);
                table.Add(Array.ConvertAll(columns, column => column switch
                {
                    "name" => pool.Name,
                    "property" => property,
                    "value" => value.Text,
                    _ => value.Source,
                }));
            }
        }

        if (selected.Count == 0)
        {
            return errors.Length > 0 ? CommandOutput.Failed(errors) : CommandOutput.Ok();
        }

        string[] header = Array.ConvertAll(columns, column => column.ToUpperInvariant());
        string text = options.Script ? table.Tabs()
            : table.WithMinimum(Array.IndexOf(columns, "value"), valueWidth).Columns(header);
        return new CommandOutput(errors.Length == 0 ? 0 : 1, text, errors);
    }

    private string Select(string[] names, out List<ImportedPool> selected)
    {
        selected = [];
        if (names.Length == 0)
        {
            selected.AddRange(pools.All());
            return "";
        }

        string errors = "";
        foreach (string name in names)
        {
            if (pools.Find(name) is { } pool)
            {
                selected.Add(pool);
            }
            else
            {
                errors += $"cannot open '{name}': no such pool\n";
            }
        }

        return errors;
    }

    private static CommandOutput BadProperty(string property) => CommandOutput.Failed(
        $"bad property list: invalid property '{property}'\nFor more info, run: zpool help list\n",
        ZpoolCommand.UsageError);

    /// <summary>A column's title, least width and alignment; no column is narrower than its title.</summary>
    private (string Header, int Width, bool Right) Column(string property) => property switch
    {
        "checkpoint" => ("CKPOINT", 7, true),
        "health" when pools.Release.IsOpenZfs => ("HEALTH", 8, true),
        "size" => ("SIZE", 5, true),
        "alloc" or "allocated" => ("ALLOC", 5, true),
        "free" => ("FREE", 5, true),
        "expandsize" => ("EXPANDSZ", 8, true),
        "frag" or "fragmentation" => ("FRAG", 5, true),
        "cap" or "capacity" => ("CAP", 5, true),
        "dedup" or "dedupratio" => ("DEDUP", 5, true),
        "readonly" => ("RDONLY", 6, false),
        _ => (property.ToUpperInvariant(), 0, false),
    };

    private (string Text, string Source)? Value(ImportedPool pool, string property, bool exact) =>
        property switch
        {
            "name" => (pool.Name, "-"),
            "guid" => (pool.Label.Guid.ToString(CultureInfo.InvariantCulture), "default"),
            "health" => (ZpoolStatus.Health(pools, pool), "-"),
            "size" => (SizeText.Show(PoolBytes, exact), "-"),
            "alloc" or "allocated" => (SizeText.Show(UsedBytes, exact), "-"),
            "free" => (SizeText.Show(exact ? PoolBytes - UsedBytes : PoolBytes, exact), "-"),
            "cap" or "capacity" or "frag" or "fragmentation" => (exact ? "0" : "0%", "-"),
            "expandsize" => ("-", "-"),
            "dedup" or "dedupratio" => (exact ? "1.00" : "1.00x", "-"),
            "altroot" => ("-", "default"),
            "cachefile" => (pool.CacheFile, pool.CacheFile == "-" ? "default" : "local"),
            "readonly" => (pool.ReadOnly ? "on" : "off", "-"),
            "failmode" => (pool.Label.FailMode, pool.Label.FailMode == "wait" ? "default" : "local"),
            "multihost" when pools.Release.IsOpenZfs =>
                (pool.Label.Multihost ? "on" : "off", pool.Label.Multihost ? "local" : "default"),
            "checkpoint" when pools.Release.IsOpenZfs => ("-", "-"),
            "version" or "bootfs" or "comment" => ("-", "default"),
            _ => null,
        };
}
