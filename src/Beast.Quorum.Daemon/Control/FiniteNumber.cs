using System.Text.Json;
using System.Text.Json.Serialization;

namespace Beast.Quorum.Daemon.Control;

/// <summary>
/// Numbers as JSON has them. The runtime reads 1e999 as infinity, and then has no way to write it.
/// </summary>
internal sealed class FiniteNumber : JsonConverter<double>
{
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out double value) && double.IsFinite(value)
            ? value
            : throw new JsonException("a number is missing, or too large");

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value);
}
