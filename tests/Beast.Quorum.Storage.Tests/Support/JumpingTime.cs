namespace Beast.Quorum.Storage.Tests.Support;

/// <summary>A clock in which every wait is over at once: a timer moves the clock to its due time and fires.</summary>
internal sealed class JumpingTime : TimeProvider
{
    private long now;

    public TimeSpan Elapsed => new(Interlocked.Read(ref now));

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref now);

    public void Advance(TimeSpan span) => Interlocked.Add(ref now, span.Ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime >= TimeSpan.Zero)
        {
            Advance(dueTime);
            ThreadPool.QueueUserWorkItem(_ => callback(state));
        }

        return new Fired();
    }

    private sealed class Fired : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
