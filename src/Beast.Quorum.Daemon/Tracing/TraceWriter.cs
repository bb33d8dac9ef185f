using System.Collections.Concurrent;
using System.Text;
using Beast.Quorum.Core.Machine;
using Beast.Quorum.Core.Time;

namespace Beast.Quorum.Daemon.Tracing;

/// <summary>
/// Writes every event and effect as NDJSON: enough to run the machine again and get the same. Lines are built on the
/// decision thread, because an event's record is only valid there, and written by another.
/// </summary>
internal sealed class TraceWriter : IDisposable
{
    private readonly BlockingCollection<string> lines = new(boundedCapacity: 100_000);
    private readonly StreamWriter output;
    private readonly Thread thread;
    private readonly Action<string> failed;
    private long dropped;
    private volatile bool lost;

    public TraceWriter(string path, NodeOptions options, Instant start, Action<string> failed)
    {
        this.failed = failed;
        output = new StreamWriter(path, append: false, new UTF8Encoding(false)) { AutoFlush = false };
        lines.Add(TraceFormat.Start(options, start));
        thread = new Thread(Serve) { IsBackground = true, Name = "trace" };
        thread.Start();
    }

    public void Event(Instant now, in NodeEvent e) => Add(TraceFormat.Event(now, e));

    public void Effects(in StepResult result)
    {
        foreach (ref readonly Effect effect in result.Effects)
        {
            Add(TraceFormat.Effect(effect));
        }

        Add(TraceFormat.WakeUp(result.WakeUp));
    }

    public void Dispose()
    {
        lines.CompleteAdding();
        thread.Join(TimeSpan.FromSeconds(5));
        try
        {
            output.Dispose();
        }
        catch (IOException) when (lost)
        {
            // Told already: what is still buffered cannot be written either.
        }

        lines.Dispose();
    }

    private void Add(string line)
    {
        // A disk that is too slow for the trace must not hold up the decisions.
        if (!lost && !lines.IsAddingCompleted && !lines.TryAdd(line) && dropped++ == 0)
        {
            failed("the trace cannot be written fast enough; lines are missing from here on");
        }
    }

    private void Serve()
    {
        try
        {
            foreach (string line in lines.GetConsumingEnumerable())
            {
                output.WriteLine(line);
                if (lines.Count == 0)
                {
                    output.Flush();
                }
            }
        }
        catch (IOException e)
        {
            lost = true;
            failed($"the trace cannot be written: {e.Message}");
        }
    }
}
