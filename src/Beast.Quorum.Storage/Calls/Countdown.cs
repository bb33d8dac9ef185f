namespace Beast.Quorum.Storage.Calls;

/// <summary>The time that is left of a deadline.</summary>
internal sealed class Countdown(TimeProvider time, TimeSpan deadline)
{
    private readonly long start = time.GetTimestamp();

    /// <summary>Time since the start.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(start);

    /// <summary>Time left; zero or negative when it has passed.</summary>
    public TimeSpan Left => deadline - Elapsed;

    /// <summary>The whole time.</summary>
    public TimeSpan Whole => deadline;
}
