using System.Globalization;
using Beast.Quorum.Lab.Runs;
using Beast.Quorum.Platform.Processes;

namespace Beast.Quorum.Lab.Faults;

/// <summary>
/// Processes at default priority that do nothing but use processor time, until this one ends, however.
/// </summary>
internal sealed class BusyProcessors : IDisposable
{
    // Between two looks for its parent it spins for a tenth of a second or so.
    private const string Script =
        "while kill -0 $0 2>/dev/null; do i=0; while [ $i -lt 50000 ]; do i=$((i+1)); done; done";

    private readonly List<SpawnedProcess> processes = [];

    /// <summary>Starts them.</summary>
    /// <exception cref="IOException">There is no /bin/sh.</exception>
    public BusyProcessors(int count)
    {
        string parent = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        for (int started = 0; started < count; started++)
        {
            processes.Add(SpawnedProcess.Start(["/bin/sh", "-c", Script, parent]));
        }
    }

    /// <summary>How many there are.</summary>
    public int Count => processes.Count;

    /// <summary>The load must have been one.</summary>
    /// <exception cref="LabFailureException">One of them has ended.</exception>
    public void MustRun()
    {
        if (processes.Find(process => process.HasExited) is { } ended)
        {
            throw new LabFailureException($"a process that should be busy ended with {ended.ExitCode}");
        }
    }

    public void Dispose() => processes.ForEach(process => process.Dispose());
}
