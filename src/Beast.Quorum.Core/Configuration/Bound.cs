namespace Beast.Quorum.Core.Configuration;

/// <summary>The least and the most that a setting may be, both allowed.</summary>
/// <typeparam name="T">A number or a duration.</typeparam>
/// <param name="Least">The smallest value that is allowed.</param>
/// <param name="Most">The largest value that is allowed.</param>
public sealed record Bound<T>(T Least, T Most)
    where T : IComparable<T>
{
    /// <summary>Whether <paramref name="value"/> is allowed.</summary>
    public bool Allows(T value) => value.CompareTo(Least) >= 0 && value.CompareTo(Most) <= 0;
}
