using System.Globalization;
using Beast.Quorum.Lab.Pools;

namespace Beast.Quorum.Lab.Commands;

/// <summary>zfs(8): <c>list</c> and <c>get</c> of the imported pools and their zvols.</summary>
internal sealed class ZfsCommand(HostPools pools)
{
    private const long PoolBytes = 880L << 20;

    internal CommandOutput Run(ReadOnlySpan<string> arguments)
    {
        if (arguments.IsEmpty || arguments[0] is not ("list" or "get"))
        {
            string problem = arguments.IsEmpty ? "missing command" : $"unrecognized command '{arguments[0]}'";
            return CommandOutput.Failed(
                problem + "\nusage: zfs command args ...\n", ZpoolCommand.UsageError);
        }

        lock (pools.Namespace)
        {
            return List(arguments[1..], get: arguments[0] == "get");
        }
    }

    private CommandOutput List(ReadOnlySpan<string> arguments, bool get)
    {
        bool script = false, exact = false, recursive = false;
        string type = get ? "all" : "filesystem,volume";
        string[] columns = get
            ? ["name", "property", "value", "source"]
            : ["name", "used", "avail", "refer", "mountpoint"];
        string[]? properties = null;
        var names = new List<string>();
        for (int i = 0; i < arguments.Length; i++)
        {
            string argument = arguments[i];
            if (argument is "-t" or "-o" or "-d" or "-s" && i + 1 < arguments.Length)
            {
                string value = arguments[++i];
                type = argument == "-t" ? value : type;
                columns = argument == "-o" ? value.Split(',') : columns;
            }
            else if (argument.StartsWith('-'))
            {
                script |= argument.Contains('H', StringComparison.Ordinal);
                exact |= argument.Contains('p', StringComparison.Ordinal);
                recursive |= argument.Contains('r', StringComparison.Ordinal);
            }
            else if (get && properties is null)
            {
                properties = argument.Split(',');
            }
            else
            {
                names.Add(argument);
            }
        }

        var table = new TextTable(new int[columns.Length]);
        string errors = Select(names, recursive, type, out List<Dataset> selected);
        if (selected.Count == 0)
        {
            return errors.Length > 0 ? CommandOutput.Failed(errors)
                : CommandOutput.Ok(get || script ? "" : "no datasets available\n");
        }

        return get
            ? Properties(selected, columns, properties ?? [], script, exact, errors)
            : Table(selected, columns, table, script, exact, errors);
    }

    private static CommandOutput Table(
        List<Dataset> selected, string[] columns, TextTable table, bool script, bool exact, string errors)
    {
        foreach (Dataset dataset in selected)
        {
            table.Add(Array.ConvertAll(columns, column => Value(dataset, column, exact).Text));
        }

        bool[] right = Array.ConvertAll(columns, IsSize);
        for (int i = 0; i < columns.Length; i++)
        {
            table.WithMinimum(i, right[i] ? 5 : 0);
        }

        string[] header = Array.ConvertAll(columns, column => column.ToUpperInvariant());
        return new CommandOutput(errors.Length == 0 ? 0 : 1,
            script ? table.Tabs() : table.Columns(header, right), errors);
    }

    private static CommandOutput Properties(
        List<Dataset> selected, string[] columns, string[] properties, bool script, bool exact, string errors)
    {
        var table = new TextTable(new int[columns.Length]);
        int width = 0;
        foreach (Dataset dataset in selected)
        {
            foreach (string property in properties)
            {
                (string text, string source) = Value(dataset, property, exact);
                width = Math.Max(width, property == "refreservation" ? 9 : property == "volblocksize" ? 8
                    : property.Length);
                table.Add(Array.ConvertAll(columns, column => column switch
                {
                    "name" => dataset.Name,
                    "property" => property,
                    "value" => text,
                    _ => source,
                }));
            }
        }

        string[] header = Array.ConvertAll(columns, column => column.ToUpperInvariant());
        table.WithMinimum(Array.IndexOf(columns, "value"), width);
        return new CommandOutput(
            errors.Length == 0 ? 0 : 1, script ? table.Tabs() : table.Columns(header), errors);
    }

    private string Select(List<string> names, bool recursive, string type, out List<Dataset> selected)
    {
        selected = [];
        string errors = "";
        List<Dataset> all = All();
        foreach (Dataset dataset in all)
        {
            bool wanted = names.Count == 0 || names.Exists(name => name == dataset.Name
                || (recursive && dataset.Name.StartsWith(name + "/", StringComparison.Ordinal)));
            bool typed = type == "all" || type.Contains(dataset.IsVolume ? "volume" : "filesystem",
                StringComparison.Ordinal);
            if (wanted && typed)
            {
                selected.Add(dataset);
            }
        }

        foreach (string name in names)
        {
            if (!all.Exists(dataset => dataset.Name == name))
            {
                errors += $"cannot open '{name}': dataset does not exist\n";
            }
        }

        return errors;
    }

    private List<Dataset> All()
    {
        var all = new List<Dataset>();
        foreach (ImportedPool pool in pools.All())
        {
            all.Add(new Dataset(pool.Name, false, 0));
            foreach (string volume in pools.Store.Volumes(pool.Name))
            {
                long size = new FileInfo(pools.Store.VolumePath(pool.Name, volume)).Length;
                all.Add(new Dataset(pool.Name + "/" + volume, true, size));
            }
        }

        return all;
    }

    private static bool IsSize(string column) => column is "used" or "avail" or "refer" or "volsize";

    private static (string Text, string Source) Value(Dataset dataset, string property, bool exact) => property switch
    {
        "name" => (dataset.Name, "-"),
        "type" => (dataset.IsVolume ? "volume" : "filesystem", "-"),
        "used" => (SizeText.Show(dataset.Size, exact), "-"),
        "avail" or "available" => (SizeText.Show(PoolBytes, exact), "-"),
        "refer" or "referenced" => (SizeText.Show(dataset.IsVolume ? 12 << 10 : 23 << 10, exact), "-"),
        "mountpoint" => (dataset.IsVolume ? "-" : "none", dataset.IsVolume ? "-" : "local"),
        "volsize" => (dataset.IsVolume ? SizeText.Show(dataset.Size, exact) : "-", dataset.IsVolume ? "local" : "-"),
        "volmode" => (dataset.IsVolume ? "default" : "-", dataset.IsVolume ? "default" : "-"),
        "volblocksize" => (dataset.IsVolume ? SizeText.Show(8 << 10, exact) : "-", "-"),
        "sync" => ("always", dataset.IsVolume
            ? "inherited from " + dataset.Name[..dataset.Name.IndexOf('/', StringComparison.Ordinal)] : "local"),
        _ => ("-", "-"),
    };

    private sealed record Dataset(string Name, bool IsVolume, long Size)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name} {Size}");
    }
}
