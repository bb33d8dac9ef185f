using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Beast.Quorum.Daemon.Status;

namespace Beast.Quorum.Daemon.Control;

/// <summary>How requests, answers and the status become JSON: keys in snake case, absent instead of null in
/// requests.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    MaxDepth = 8)]
[JsonSerializable(typeof(ControlRequest))]
internal sealed partial class RequestJson : JsonSerializerContext;

/// <summary>How answers become JSON. What a newer daemon adds is passed over; what is missing or null is not.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(FiniteNumber)],
    MaxDepth = 16)]
[JsonSerializable(typeof(ControlAnswer))]
internal sealed partial class AnswerJson : JsonSerializerContext;

/// <summary>The status document as <c>status --json</c> prints it.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true,
    MaxDepth = 16)]
[JsonSerializable(typeof(StatusDocument))]
[JsonSerializable(typeof(RecoveryStatus))]
internal sealed partial class StatusJson : JsonSerializerContext
{
    private static StatusJson? readable;

    /// <summary>For terminals and files, not for web pages: quotes stay readable.</summary>
    public static StatusJson Readable => readable ??= new(new JsonSerializerOptions(Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
