using Beast.Quorum.Core.Machine;
using Beast.Quorum.Daemon.Loop;
using Beast.Quorum.Daemon.State;
using Beast.Quorum.Platform.Files;

namespace Beast.Quorum.Daemon.Adapters;

/// <summary>
/// Writes the state file on a thread of its own: a file system that hangs delays a claim and never a heartbeat.
/// </summary>
internal sealed class StateWriter(TwoSlotFile file, EventQueue queue) : IDisposable
{
    private readonly object signal = new();
    private PersistentState? wanted;
    private long token;
    private bool ended;

    public void Start()
    {
        Thread thread = new(Serve, 512 * 1024) { IsBackground = true, Name = "state file" };
        thread.Start();
    }

    /// <summary>The machine asks for one write at a time.</summary>
    public void Save(long withToken, PersistentState state)
    {
        lock (signal)
        {
            wanted = state;
            token = withToken;
            Monitor.Pulse(signal);
        }
    }

    public void Dispose()
    {
        lock (signal)
        {
            ended = true;
            Monitor.Pulse(signal);
        }
    }

    private void Serve()
    {
        while (Next() is { } next)
        {
            queue.Post(Write(next.State, next.Token));
        }
    }

    private (PersistentState State, long Token)? Next()
    {
        lock (signal)
        {
            while (wanted is null && !ended)
            {
                Monitor.Wait(signal);
            }

            if (wanted is null)
            {
                return null;
            }

            PersistentState state = wanted;
            wanted = null;
            return (state, token);
        }
    }

    private NodeEvent Write(PersistentState state, long withToken)
    {
        try
        {
            file.Write(StateFileCodec.Encode(state));
            return NodeEvent.StatePersisted(withToken, true);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return NodeEvent.StatePersisted(withToken, false, $"{file.Path}: {e.Message}");
        }
    }
}
