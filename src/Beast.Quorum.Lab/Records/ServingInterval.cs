namespace Beast.Quorum.Lab.Records;

/// <summary>What an interval is about.</summary>
public enum ServingKind
{
    /// <summary>A pool was imported read-write.</summary>
    Import,

    /// <summary>A LUN could be written: its pool imported read-write, the head primary, the zvol open.</summary>
    Serve,
}

/// <summary>A time during which a host was able to do something, in ticks of 100 ns.</summary>
/// <param name="Node">0 or 1.</param>
/// <param name="Kind">What it was able to do.</param>
/// <param name="Subject">The pool, or <c>POOL LUN</c>.</param>
/// <param name="From">Not later than it began.</param>
/// <param name="To">Not earlier than it ended.</param>
public sealed record ServingInterval(int Node, ServingKind Kind, string Subject, long From, long To);
