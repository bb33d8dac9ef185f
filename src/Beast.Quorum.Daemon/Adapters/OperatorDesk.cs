using System.Collections.Concurrent;
using Beast.Quorum.Core.Machine;
using Beast.Quorum.Daemon.Loop;

namespace Beast.Quorum.Daemon.Adapters;

/// <summary>Hands orders to the machine and waits for its answers.</summary>
internal sealed class OperatorDesk(EventQueue queue)
{
    private readonly ConcurrentDictionary<long, TaskCompletionSource<(bool Ok, string Text)>> waiting = new();
    private long last;

    /// <summary>Gives an order and waits for the answer.</summary>
    /// <param name="make">Makes the order with the id it is given.</param>
    /// <param name="within">How long to wait; a switchover answers when it has ended.</param>
    /// <param name="cancel">Ends the wait, not the order.</param>
    /// <returns>The answer; null if none came in time.</returns>
    public (bool Ok, string Text)? Order(
        Func<long, OperatorCommand> make, TimeSpan within, CancellationToken cancel = default)
    {
        long id = Interlocked.Increment(ref last);
        TaskCompletionSource<(bool Ok, string Text)> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting[id] = answer;
        queue.Post(NodeEvent.Command(make(id)));
        try
        {
            return answer.Task.Wait((int)within.TotalMilliseconds, cancel) ? answer.Task.Result : null;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        finally
        {
            waiting.TryRemove(id, out _);
        }
    }

    /// <summary>Gives an order nobody waits for.</summary>
    public void Post(Func<long, OperatorCommand> make) =>
        queue.Post(NodeEvent.Command(make(Interlocked.Increment(ref last))));

    /// <summary>Called by the decision thread.</summary>
    public void Answer(long id, bool ok, string text)
    {
        if (waiting.TryGetValue(id, out TaskCompletionSource<(bool Ok, string Text)>? answer))
        {
            answer.TrySetResult((ok, text));
        }
    }
}
