namespace Beast.Quorum.Lab.Pools;

/// <summary>Whether a pool's I/O is suspended, and who waits for it.</summary>
internal sealed class Suspension
{
    private readonly object _gate = new();
    private bool _byHosts;
    private bool _on;

    internal bool IsOn
    {
        get
        {
            lock (_gate)
            {
                return _on;
            }
        }
    }

    /// <summary>Whether another host's multihost writes are the reason; zpool clear is refused then.</summary>
    internal bool IsByHosts
    {
        get
        {
            lock (_gate)
            {
                return _byHosts;
            }
        }
    }

    internal void Begin(bool byHosts)
    {
        lock (_gate)
        {
            _byHosts = byHosts;
            _on = true;
        }
    }

    internal void End()
    {
        lock (_gate)
        {
            _on = false;
            _byHosts = false;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Waits, for ever if need be, as a process in the kernel does; no signal ends it.</summary>
    internal void Wait()
    {
        lock (_gate)
        {
            while (_on)
            {
                Monitor.Wait(_gate);
            }
        }
    }
}
