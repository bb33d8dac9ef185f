namespace Beast.Quorum.Platform.Native;

/// <summary>
/// One constant of the C headers with its value on both operating systems, side by side, so that the tables can be
/// held against the headers of whichever system runs the tests.
/// </summary>
/// <param name="Name">The C name, as the header spells it.</param>
/// <param name="FreeBsd">Value on FreeBSD (amd64 and arm64), or null if the name does not exist there.</param>
/// <param name="Linux">Value on Linux (x86-64 and arm64), or null if the name does not exist there.</param>
/// <param name="Source">The header, or the manual page, that gives the value.</param>
internal readonly record struct Number(string Name, long? FreeBsd, long? Linux, string Source)
{
    private readonly long here = (Os.IsFreeBsd ? FreeBsd : Linux) ?? long.MinValue;

    /// <summary>
    /// A condition of C's preprocessor under which FreeBSD's headers give the name this value; null for always. Two
    /// releases may give one name two values.
    /// </summary>
    internal string? OnlyIf { get; init; }

    /// <summary>Whether this system knows the constant.</summary>
    internal bool Exists => here != long.MinValue;

    /// <summary>The value on this system.</summary>
    /// <exception cref="PlatformNotSupportedException">The constant does not exist on this system.</exception>
    internal long Here => Exists ? here : throw new PlatformNotSupportedException(
        $"{Name} ({Source}) does not exist on this operating system");

    /// <summary>The value on this system, as C's int.</summary>
    public static implicit operator int(Number number) => (int)number.Here;

    /// <summary>The value on this system as an ioctl request: 32 bits, zero-extended, never sign-extended.</summary>
    public static explicit operator nuint(Number number) => (uint)number.Here;
}
