using System.Text.Json.Serialization;

namespace Beast.Quorum.Daemon.Status;

/// <summary>The verdict on the whole; also the exit code of <c>beastq status</c>.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Health>))]
public enum Health
{
    /// <summary>Everything is served, and the other node could take it over.</summary>
    [JsonStringEnumMemberName("healthy")]
    Healthy = 0,

    /// <summary>Everything is served, but something that protects it is missing or held back.</summary>
    [JsonStringEnumMemberName("degraded")]
    Degraded = 1,

    /// <summary>Something is not served, or is about to stop.</summary>
    [JsonStringEnumMemberName("critical")]
    Critical = 2,
}

/// <summary>How bad one problem is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Severity>))]
public enum Severity
{
    /// <summary>Worth knowing; does not change the verdict.</summary>
    [JsonStringEnumMemberName("notice")]
    Notice = 0,

    /// <summary>Makes the verdict at least <see cref="Health.Degraded"/>.</summary>
    [JsonStringEnumMemberName("degraded")]
    Degraded = 1,

    /// <summary>Makes the verdict <see cref="Health.Critical"/>.</summary>
    [JsonStringEnumMemberName("critical")]
    Critical = 2,
}

/// <summary>One thing that is not as it should be.</summary>
/// <param name="Severity">How bad.</param>
/// <param name="Group">The group it concerns; null for the node as a whole.</param>
/// <param name="What">What is wrong.</param>
/// <param name="Meaning">What that means for the data and its clients.</param>
/// <param name="Action">What to do.</param>
public sealed record Problem(Severity Severity, string? Group, string What, string Meaning, string Action);
