namespace Beast.Quorum.Core.Time;

/// <summary>
/// A moment on this host's monotonic clock, in ticks of 100 ns since an arbitrary origin of this boot.
/// Never compared with another host's clock, and never a wall-clock time.
/// </summary>
/// <param name="Ticks">Ticks of 100 ns; may be negative only for <see cref="Never"/>.</param>
public readonly record struct Instant(long Ticks) : IComparable<Instant>
{
    /// <summary>Earlier than every real moment: "has not happened".</summary>
    public static readonly Instant Never = new(long.MinValue / 2);

    /// <summary>Later than every real moment: "no deadline".</summary>
    public static readonly Instant Forever = new(long.MaxValue / 2);

    /// <summary>Whether this is a moment that did happen.</summary>
    public bool HasHappened => Ticks > Never.Ticks;

    /// <summary>The moment <paramref name="milliseconds"/> after the origin; for tests and traces.</summary>
    public static Instant FromMilliseconds(double milliseconds) =>
        new((long)(milliseconds * TimeSpan.TicksPerMillisecond));

    /// <summary>Moves a moment forward; <see cref="Never"/> and <see cref="Forever"/> stay what they are.</summary>
    public static Instant operator +(Instant at, TimeSpan span) =>
        at == Never || at == Forever ? at : new(at.Ticks + span.Ticks);

    /// <summary>Moves a moment back; <see cref="Never"/> and <see cref="Forever"/> stay what they are.</summary>
    public static Instant operator -(Instant at, TimeSpan span) => at + (-span);

    /// <summary>The time from <paramref name="from"/> to <paramref name="to"/>.</summary>
    public static TimeSpan operator -(Instant to, Instant from) => new(to.Ticks - from.Ticks);

    /// <inheritdoc cref="CompareTo"/>
    public static bool operator <(Instant left, Instant right) => left.Ticks < right.Ticks;

    /// <inheritdoc cref="CompareTo"/>
    public static bool operator >(Instant left, Instant right) => left.Ticks > right.Ticks;

    /// <inheritdoc cref="CompareTo"/>
    public static bool operator <=(Instant left, Instant right) => left.Ticks <= right.Ticks;

    /// <inheritdoc cref="CompareTo"/>
    public static bool operator >=(Instant left, Instant right) => left.Ticks >= right.Ticks;

    /// <summary>The later of two moments.</summary>
    public static Instant Later(Instant a, Instant b) => a > b ? a : b;

    /// <summary>The earlier of two moments.</summary>
    public static Instant Earlier(Instant a, Instant b) => a < b ? a : b;

    /// <inheritdoc/>
    public int CompareTo(Instant other) => Ticks.CompareTo(other.Ticks);

    /// <inheritdoc/>
    public override string ToString() =>
        this == Never ? "never"
        : this == Forever ? "forever"
        : $"{Ticks / (double)TimeSpan.TicksPerMillisecond:0.###} ms";
}
