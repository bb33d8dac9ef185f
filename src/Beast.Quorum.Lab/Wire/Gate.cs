namespace Beast.Quorum.Lab.Wire;

/// <summary>A door that many threads pass and one opens or shuts; it needs no disposing.</summary>
internal sealed class Gate
{
    private readonly object _lock = new();
    private bool _shut;

    internal bool IsShut
    {
        get
        {
            lock (_lock)
            {
                return _shut;
            }
        }

        set
        {
            lock (_lock)
            {
                _shut = value;
                Monitor.PulseAll(_lock);
            }
        }
    }

    /// <summary>Returns when the gate is open.</summary>
    internal void Pass()
    {
        lock (_lock)
        {
            while (_shut)
            {
                Monitor.Wait(_lock);
            }
        }
    }
}
