using System.Text.Json;
using System.Text.Json.Serialization;

namespace Beast.Quorum.Daemon.Doctor.Facts;

/// <summary>
/// Everything that is known of one node, by name (<see cref="FactName"/>). The peer sends the same thing: it holds no
/// secret, and a name that the other version does not know is passed over.
/// </summary>
internal sealed record FactSheet
{
    /// <summary>Version of the form.</summary>
    public const int CurrentVersion = 1;

    public int Version { get; init; } = CurrentVersion;

    /// <summary>The node, 0 or 1.</summary>
    public required int Node { get; init; }

    /// <summary>The facts.</summary>
    public required IReadOnlyDictionary<string, Fact> Facts { get; init; }

    /// <summary>A fact; unknown if nobody looked.</summary>
    public Fact this[string name] =>
        Facts.GetValueOrDefault(name) ?? Fact.NotKnown("it was not looked at in time, or not by this version");

    /// <summary>As the peer channel carries it.</summary>
    public byte[] Encode() => JsonSerializer.SerializeToUtf8Bytes(this, FactJson.Default.FactSheet);

    /// <summary>Reads a sheet; null with what is wrong if it is none.</summary>
    public static FactSheet? Decode(ReadOnlySpan<byte> bytes, out string fault)
    {
        fault = "";
        try
        {
            FactSheet? sheet = JsonSerializer.Deserialize(bytes, FactJson.Default.FactSheet);
            fault = sheet?.Facts is null || sheet.Version != CurrentVersion || sheet.Node is not (0 or 1)
                ? "the facts are of another form; use the same version of beastq on both nodes" : "";
            return fault.Length == 0 ? sheet : null;
        }
        catch (JsonException)
        {
            fault = "the facts cannot be read; use the same version of beastq on both nodes";
            return null;
        }
    }
}

/// <summary>How facts become JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectRequiredConstructorParameters = true,
    MaxDepth = 8)]
[JsonSerializable(typeof(FactSheet))]
internal sealed partial class FactJson : JsonSerializerContext;
