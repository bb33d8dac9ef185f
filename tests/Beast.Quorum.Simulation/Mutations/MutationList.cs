namespace Beast.Quorum.Simulation.Mutations;

/// <summary>Reads <c>mutations.txt</c>, which says how it is written.</summary>
internal static class MutationList
{
    public static IReadOnlyList<Mutation> Read()
    {
        using Stream stream = typeof(MutationList).Assembly.GetManifestResourceStream("mutations.txt")
            ?? throw new InvalidOperationException("mutations.txt is not embedded in the program");
        using StreamReader reader = new(stream);
        return Parse(reader.ReadToEnd());
    }

    public static IReadOnlyList<Mutation> Parse(string text)
    {
        List<Mutation> all = [];
        List<Edit> edits = [];
        Queue<string> lines = new(text.Split('\n'));
        while (lines.TryDequeue(out string? line))
        {
            if (line.StartsWith("== ", StringComparison.Ordinal))
            {
                string[] parts = line[3..].Split(" | ");
                edits = [];
                all.Add(new Mutation(parts[0], parts[1], edits, parts.Length > 2 ? parts[2] : null));
            }
            else if (line.StartsWith("@@ ", StringComparison.Ordinal))
            {
                Expect(lines, "<<<<");
                edits.Add(new Edit(line[3..], Block(lines, ">>>>"), Block(lines, "----")));
            }
            else if (line.Length > 0 && line[0] != '#')
            {
                throw new FormatException($"mutations.txt: not understood: {line}");
            }
        }

        return all;
    }

    private static string Block(Queue<string> lines, string end)
    {
        List<string> block = [];
        while (lines.TryDequeue(out string? line))
        {
            if (line == end)
            {
                return string.Join('\n', block);
            }

            block.Add(line);
        }

        throw new FormatException($"mutations.txt: {end} is missing");
    }

    private static void Expect(Queue<string> lines, string wanted)
    {
        if (!lines.TryDequeue(out string? line) || line != wanted)
        {
            throw new FormatException($"mutations.txt: expected {wanted}, found {line}");
        }
    }
}
