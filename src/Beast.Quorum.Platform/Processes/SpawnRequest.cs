namespace Beast.Quorum.Platform.Processes;

/// <summary>Everything <see cref="Spawner"/> needs to start a program in a process group of its own.</summary>
internal sealed record SpawnRequest(IReadOnlyList<string> Arguments)
{
    /// <summary>Added to, or put in the place of, what this process inherited.</summary>
    internal IReadOnlyDictionary<string, string>? Environment { get; init; }

    internal string? WorkingDirectory { get; init; }

    /// <summary>Descriptors that the child gets as standard output and error; -1: see the paths.</summary>
    internal int OutputDescriptor { get; init; } = -1;

    internal int ErrorDescriptor { get; init; } = -1;

    /// <summary>Files to append to; null: the child shares our own standard output and error.</summary>
    internal string? OutputPath { get; init; }

    internal string? ErrorPath { get; init; }

    internal IReadOnlyList<int> InheritedDescriptors { get; init; } = [];

    /// <summary>What is wrong with the request, or null.</summary>
    internal string? Fault()
    {
        if (Arguments.Count == 0 || Arguments[0].Length == 0)
        {
            return "no program named";
        }

        IEnumerable<string> texts = Arguments;
        if (Environment is not null)
        {
            texts = texts.Concat(Environment.Keys).Concat(Environment.Values);
        }

        return texts.Any(text => text.Contains('\0', StringComparison.Ordinal)) ? "an argument contains a NUL" : null;
    }
}
