namespace Beast.Quorum.Storage.Calls;

/// <summary>
/// Makes a system call that nothing can interrupt on a thread of its own, so that the caller can give it up. The
/// thread then goes on until the call returns, and says so.
/// </summary>
internal sealed class DetachedCall<T>
{
    private readonly object gate = new();
    private readonly Func<T> call;
    private readonly Action whenGone;
    private bool ended;
    private bool abandoned;
    private T? result;
    private Exception? fault;

    private DetachedCall(Func<T> call, Action whenGone)
    {
        this.call = call;
        this.whenGone = whenGone;
    }

    /// <summary>Makes the call and waits for it.</summary>
    /// <param name="name">Name of the thread.</param>
    /// <param name="call">The call.</param>
    /// <param name="deadline">Longest wait.</param>
    /// <param name="whenGone">Called on the call's thread when a call that was given up has returned.</param>
    /// <param name="result">What the call returned.</param>
    /// <returns>False if it was given up. An exception of the call is thrown here.</returns>
    public static bool TryRun(string name, Func<T> call, TimeSpan deadline, Action whenGone, out T? result)
    {
        var detached = new DetachedCall<T>(call, whenGone);
        new Thread(detached.Work, 256 * 1024) { IsBackground = true, Name = name }.Start();
        return detached.Wait(deadline, out result);
    }

    private void Work()
    {
        try
        {
            result = call();
        }
#pragma warning disable CA1031 // Whatever it is, it is thrown again where the call is waited for.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            fault = exception;
        }

        bool late;
        lock (gate)
        {
            ended = true;
            late = abandoned;
            Monitor.PulseAll(gate);
        }

        if (late)
        {
            whenGone();
        }
    }

    private bool Wait(TimeSpan deadline, out T? outcome)
    {
        long start = TimeProvider.System.GetTimestamp();
        lock (gate)
        {
            while (!ended)
            {
                TimeSpan left = deadline - TimeProvider.System.GetElapsedTime(start);
                if (left <= TimeSpan.Zero)
                {
                    abandoned = true;
                    outcome = default;
                    return false;
                }

                Monitor.Wait(gate, left < Longest ? left : Longest);
            }
        }

        outcome = fault is null ? result : throw new InvalidOperationException(fault.Message, fault);
        return true;
    }

    // Monitor.Wait takes at most int.MaxValue milliseconds.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);
}
