namespace Beast.Quorum.Daemon.Configuration.Schema;

/// <summary>One key of the configuration: the row of the table from which it is read, shown and explained.</summary>
internal sealed class Setting
{
    private readonly Func<object, object?> get;
    private readonly Func<object, object, object> set;

    private Setting(
        string name,
        Kind kind,
        string meaning,
        Func<object, object?> get,
        Func<object, object, object> set)
    {
        Name = name;
        Kind = kind;
        Meaning = meaning;
        this.get = get;
        this.set = set;
    }

    /// <summary>The key.</summary>
    public string Name { get; }

    /// <summary>The kind of its value.</summary>
    public Kind Kind { get; }

    /// <summary>One sentence for people.</summary>
    public string Meaning { get; }

    /// <summary>Whether a configuration without it is refused.</summary>
    public bool IsRequired { get; init; }

    /// <summary>A value for the sample, in YAML, where the default says nothing; null for the default.</summary>
    public string? Example { get; init; }

    /// <summary>What the sample says of the default where it is not one value; null for the value itself.</summary>
    public string? DefaultText { get; init; }

    /// <summary>Makes a row for a property of <typeparamref name="TSection"/>.</summary>
    public static Setting Of<TSection, TValue>(
        string name,
        Kind kind,
        string meaning,
        Func<TSection, TValue?> get,
        Func<TSection, TValue, TSection> set,
        bool required = false,
        string? example = null,
        string? defaultText = null)
        where TSection : notnull
    {
        return new Setting(
            name,
            kind,
            meaning,
            section => get((TSection)section),
            (section, value) => set((TSection)section, (TValue)value))
        {
            IsRequired = required,
            Example = example,
            DefaultText = defaultText,
        };
    }

    /// <summary>The value in a section of the model; null if it has none.</summary>
    public object? Get(object section) => get(section);

    /// <summary>The section with another value.</summary>
    public object Set(object section, object value) => set(section, value);
}
