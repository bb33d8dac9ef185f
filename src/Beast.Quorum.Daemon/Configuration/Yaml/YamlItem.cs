namespace Beast.Quorum.Daemon.Configuration.Yaml;

/// <summary>A value in a YAML file, with the line where it begins.</summary>
/// <param name="Line">From 1.</param>
internal abstract record YamlItem(int Line);

/// <summary>A single word or text; types are the schema's business, not YAML's.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Text">The text without quotes.</param>
/// <param name="IsPlain">Whether it stood without quotes.</param>
internal sealed record YamlScalar(int Line, string Text, bool IsPlain) : YamlItem(Line)
{
    /// <summary>Whether nothing was written, or YAML's word for nothing.</summary>
    public bool IsNothing => IsPlain && Text is ("" or "~" or "null");
}

/// <summary>A sequence.</summary>
internal sealed record YamlList(int Line, IReadOnlyList<YamlItem> Items) : YamlItem(Line);

/// <summary>A mapping; equal keys are kept, so that they can be reported.</summary>
internal sealed record YamlMap(int Line, IReadOnlyList<YamlEntry> Entries) : YamlItem(Line);

/// <summary>One key of a mapping.</summary>
internal sealed record YamlEntry(int Line, string Key, YamlItem Value);
