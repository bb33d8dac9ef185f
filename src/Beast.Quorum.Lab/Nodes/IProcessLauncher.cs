namespace Beast.Quorum.Lab.Nodes;

/// <summary>A process to start.</summary>
public sealed record LaunchRequest
{
    /// <summary>The executable.</summary>
    public required string FileName { get; init; }

    /// <summary>Its arguments.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>Variables that are added to this process's own environment; null removes one.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>The file to which its output and errors are appended; null: this process's own streams.</summary>
    public string? OutputPath { get; init; }

    /// <summary>Whether its standard input is a pipe that stays open while this process lives.</summary>
    public bool Lifeline { get; init; }
}

/// <summary>A process that was started.</summary>
public interface ILabProcess : IDisposable
{
    /// <summary>Its process id.</summary>
    public int Id { get; }

    /// <summary>Whether it has ended.</summary>
    public bool HasExited { get; }

    /// <summary>
    /// Closes the lifeline pipe, as the death of this process would; a byte before its end says that nothing more is
    /// being started.
    /// </summary>
    public void CutLifeline();

    /// <summary>Waits for its end: its exit code, or null after <paramref name="patience"/>.</summary>
    public int? WaitForExit(TimeSpan patience);
}

/// <summary>Starts processes; the daemon has its own way beside <see cref="SystemLauncher"/>.</summary>
public interface IProcessLauncher
{
    /// <summary>Starts a process.</summary>
    public ILabProcess Launch(LaunchRequest request);
}
