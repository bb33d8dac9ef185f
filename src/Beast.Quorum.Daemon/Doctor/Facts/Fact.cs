using System.Text.Json.Serialization;

namespace Beast.Quorum.Daemon.Doctor.Facts;

/// <summary>One thing that was looked at: its value, that it is not there, or why it is not known.</summary>
internal sealed record Fact
{
    /// <summary>What it is, as the system shows it; null unless it is known and there.</summary>
    public string? Value { get; init; }

    /// <summary>Whether it is known not to be there.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Absent { get; init; }

    /// <summary>Why it is not known; null if it is.</summary>
    public string? Unknown { get; init; }

    /// <summary>It is known not to be there.</summary>
    public static Fact None { get; } = new() { Absent = true };

    /// <summary>It is this.</summary>
    public static Fact Is(string value) => new() { Value = value };

    /// <summary>It could not be looked at.</summary>
    public static Fact NotKnown(string why) => new() { Unknown = why };
}
