using System.Collections.Concurrent;
using Beast.Quorum.Core.Machine;
using Beast.Quorum.Daemon.Events;
using Beast.Quorum.Daemon.Journal;
using Serilog;

namespace Beast.Quorum.Daemon.Reporting;

/// <summary>
/// Tells people: log and journal, on a thread of its own, so that a full disk or a stuck terminal holds up no decision.
/// </summary>
internal sealed class Reporter : IDisposable
{
    private static readonly TimeSpan FlushWithin = TimeSpan.FromSeconds(2);
    private readonly BlockingCollection<(DateTimeOffset At, long Ticks, EventMessage Message)> queue = new(10_000);
    private readonly EventWriter writer;
    private readonly ILogger log;
    private readonly JournalWriter journal;
    private readonly int node;
    private readonly Action<Decision> hook;
    private readonly Thread thread;
    private int lost;

    /// <summary>Starts the thread.</summary>
    /// <param name="writer">Renders decisions.</param>
    /// <param name="log">The log.</param>
    /// <param name="stateDirectory">Directory of the journal.</param>
    /// <param name="node">This node.</param>
    /// <param name="hook">Told of every decision, on the decision thread; must not block.</param>
    public Reporter(EventWriter writer, ILogger log, string stateDirectory, int node, Action<Decision> hook)
    {
        this.writer = writer;
        this.log = log;
        this.node = node;
        this.hook = hook;
        journal = new JournalWriter(
            stateDirectory,
            reason => Write(EventWriter.Render(DaemonEvents.JournalLost, ("reason", reason))),
            lost => Write(EventWriter.Render(DaemonEvents.JournalBack, ("lost", lost))));
        thread = new Thread(Serve) { IsBackground = true, Name = "reporter" };
        thread.Start();
    }

    /// <summary>A decision of the machine.</summary>
    public void Report(Decision decision)
    {
        hook(decision);
        Post(writer.Render(decision));
    }

    /// <summary>An event of the daemon itself.</summary>
    public void Note(EventEntry entry, params (string Key, object? Value)[] fields) =>
        Post(EventWriter.Render(entry, fields));

    /// <summary>The last words before the host is reset: at once, on the calling thread, to syslog's socket.</summary>
    public void Alert(EventEntry entry, params (string Key, object? Value)[] fields) =>
        Write(EventWriter.Render(entry, fields));

    /// <summary>Writes what is waiting, then ends.</summary>
    public void Dispose()
    {
        queue.CompleteAdding();
        thread.Join(FlushWithin);
        journal.Dispose();
    }

    private void Post(EventMessage message)
    {
        if (!TryQueue(message))
        {
            // The log is stuck. Writing here would hold up the decisions: it is counted, and told when it goes on.
            Interlocked.Increment(ref lost);
        }
    }

    private bool TryQueue(EventMessage message)
    {
        try
        {
            return queue.TryAdd((DateTimeOffset.UtcNow, Platform.Clock.MonotonicClock.Ticks, message));
        }
        catch (InvalidOperationException) when (queue.IsAddingCompleted)
        {
            // A step or a trigger that ends while the daemon does.
            return false;
        }
    }

    private void Serve()
    {
        foreach ((DateTimeOffset at, long ticks, EventMessage message) in queue.GetConsumingEnumerable())
        {
            Write(message);
            journal.Append(JournalEntry.Of(message, node, at, ticks / TimeSpan.TicksPerMillisecond));
            int missing = Interlocked.Exchange(ref lost, 0);
            if (missing > 0)
            {
                Write(EventWriter.Render(
                    DaemonEvents.Note, ("reason", $"the log was stuck; {missing} events are missing from it")));
            }
        }
    }

    private void Write(EventMessage message) => log
        .ForContext(SyslogSink.Severity, (int)message.Entry.Level)
        .Write(SyslogSink.Translate(message.Entry.Level), "{Line:l}", message.ToLine());
}
