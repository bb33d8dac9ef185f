using Beast.Quorum.Daemon.Configuration.Yaml;

namespace Beast.Quorum.Daemon.Configuration.Schema;

/// <summary>A kind of value: what is allowed, how it is read, how it is written.</summary>
internal abstract class Kind
{
    /// <summary>What is allowed, for messages and the sample: "a whole number, 0 to 1".</summary>
    public abstract string Allowed { get; }

    /// <summary>Reads a value; after a fault it returns a placeholder, so that reading goes on.</summary>
    public abstract object Read(YamlItem item, string path, Reading reading);

    /// <summary>Reads a value that stands at a position in a list.</summary>
    public virtual object ReadElement(YamlItem item, string path, int index, Reading reading) =>
        Read(item, path, reading);

    /// <summary>The value in YAML, on one line.</summary>
    public abstract string Inline(object value);

    protected void Wrong(YamlItem item, string path, Reading reading)
    {
        string found = item switch
        {
            YamlScalar { IsNothing: true } => "has no value",
            YamlScalar scalar => $"is \"{Printable.Short(scalar.Text)}\"",
            YamlList => "is a list",
            _ => "is a mapping",
        };
        reading.Damage(item.Line, path, $"{found}; allowed: {Allowed}");
    }
}
