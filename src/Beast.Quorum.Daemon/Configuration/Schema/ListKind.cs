using Beast.Quorum.Daemon.Configuration.Yaml;

namespace Beast.Quorum.Daemon.Configuration.Schema;

/// <summary>A list of values of one kind.</summary>
internal sealed class ListKind<T>(Kind element, string allowed) : Kind, IListKind
{
    public override string Allowed => allowed;

    public Kind Element => element;

    public IReadOnlyList<object> Elements(object value) => [.. ((IReadOnlyList<T>)value).Cast<object>()];

    public override object Read(YamlItem item, string path, Reading reading)
    {
        if (item is not YamlList list)
        {
            Wrong(item, path, reading);
            return Array.Empty<T>();
        }

        // Elements with faults keep their place, so that the paths of the others stay right.
        T[] values = new T[list.Items.Count];
        for (int index = 0; index < values.Length; index++)
        {
            string elementPath = $"{path}[{index}]";
            reading.At(elementPath, list.Items[index].Line);
            values[index] = (T)element.ReadElement(list.Items[index], elementPath, index, reading);
        }

        return values;
    }

    public override string Inline(object value) =>
        "[" + string.Join(", ", Elements(value).Select(element.Inline)) + "]";
}

/// <summary>A list, whatever its elements are in the model.</summary>
internal interface IListKind
{
    public Kind Element { get; }

    public IReadOnlyList<object> Elements(object value);
}
