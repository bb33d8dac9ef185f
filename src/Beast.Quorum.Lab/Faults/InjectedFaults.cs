using Beast.Quorum.Lab.Wire;

namespace Beast.Quorum.Lab.Faults;

/// <summary>The delays, failures and lies that scenarios and negative controls ask a host for.</summary>
internal sealed class InjectedFaults
{
    private readonly Lock _gate = new();
    private readonly TimeSpan[] _delays = new TimeSpan[3];
    private readonly (string Text, int Times)[] _failures = new (string, int)[3];
    private readonly Gate[] _hangs = [new(), new(), new()];
    private int _droppedWrites;
    private int _staleReads;

    internal void Delay(Operation operation, TimeSpan delay)
    {
        lock (_gate)
        {
            _delays[(int)operation] = delay;
        }
    }

    /// <summary>Fails the next <paramref name="times"/> operations with zpool's own description of the error.</summary>
    internal void Fail(Operation operation, string text, int times)
    {
        lock (_gate)
        {
            _failures[(int)operation] = (text, times);
        }
    }

    internal void Hang(Operation operation, bool hung) => _hangs[(int)operation].IsShut = hung;

    /// <summary>Waits as long as ordered, then says which failure is due, if any.</summary>
    internal string? Meet(Operation operation)
    {
        TimeSpan delay;
        lock (_gate)
        {
            delay = _delays[(int)operation];
        }

        if (delay > TimeSpan.Zero)
        {
            Thread.Sleep(delay);
        }

        _hangs[(int)operation].Pass();
        lock (_gate)
        {
            ref (string Text, int Times) failure = ref _failures[(int)operation];
            if (failure.Times <= 0)
            {
                return null;
            }

            failure.Times--;
            return failure.Text;
        }
    }

    internal void DropWrites(int count) => Interlocked.Exchange(ref _droppedWrites, count);

    internal void StaleReads(int count) => Interlocked.Exchange(ref _staleReads, count);

    internal bool StaleReadWanted => Volatile.Read(ref _staleReads) > 0;

    internal bool TakeDroppedWrite() => Take(ref _droppedWrites);

    internal bool TakeStaleRead() => Take(ref _staleReads);

    private static bool Take(ref int counter)
    {
        if (Volatile.Read(ref counter) <= 0)
        {
            return false;
        }

        if (Interlocked.Decrement(ref counter) >= 0)
        {
            return true;
        }

        Interlocked.Increment(ref counter);
        return false;
    }
}
