namespace Beast.Quorum.Simulation.Mutations;

/// <summary>A change of the core's source that takes a line of safety away.</summary>
/// <param name="Name">A few words, with hyphens.</param>
/// <param name="Origin">Where it comes from: section, hole or mutation of the design, safety rule.</param>
/// <param name="Edits">What is replaced by what, in which file.</param>
/// <param name="Excuse">Why nothing can catch it; null if something must.</param>
internal sealed record Mutation(string Name, string Origin, IReadOnlyList<Edit> Edits, string? Excuse = null)
{
    /// <summary>The changed text of a file; null if an edit does not apply exactly once.</summary>
    public string? Apply(string file, string text)
    {
        foreach (Edit edit in Edits.Where(edit => edit.File == file))
        {
            int at = text.IndexOf(edit.Find, StringComparison.Ordinal);
            if (at < 0 || text.IndexOf(edit.Find, at + 1, StringComparison.Ordinal) >= 0)
            {
                return null;
            }

            text = text[..at] + edit.Replacement + text[(at + edit.Find.Length)..];
        }

        return text;
    }
}

/// <summary>One replacement.</summary>
/// <param name="File">Path below the core's folder.</param>
/// <param name="Find">The text, which occurs exactly once.</param>
/// <param name="Replacement">What takes its place.</param>
internal sealed record Edit(string File, string Find, string Replacement);
