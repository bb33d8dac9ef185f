namespace Beast.Quorum.Daemon.Configuration;

/// <summary>Where the next line of YAML goes.</summary>
/// <param name="Lead">What comes first when a whole section is commented out; else empty.</param>
/// <param name="Indent">The blanks after it.</param>
/// <param name="IsDash">Whether the line begins an element of a list.</param>
internal readonly record struct Place(string Lead, string Indent, bool IsDash = false)
{
    public string Prefix => Lead + Indent + (IsDash ? "- " : "");

    public string CommentPrefix => Lead + Indent;

    public Place Next() => IsDash ? new Place(Lead, Indent + "  ") : this;

    public Place Deeper() => Next() with { Indent = Next().Indent + "  " };

    public Place Dashed() => this with { IsDash = true };

    public Place Commented() => Lead.Length > 0 ? this : new Place(Indent + "#", "", IsDash);
}
