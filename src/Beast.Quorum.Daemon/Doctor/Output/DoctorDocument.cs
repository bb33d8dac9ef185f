using System.Text.Json;
using System.Text.Json.Serialization;
using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Daemon.Doctor.Checks;

namespace Beast.Quorum.Daemon.Doctor.Output;

/// <summary>What <c>beastq doctor --json</c> prints. Keys are the names in snake case; new ones may be added.</summary>
internal sealed record DoctorDocument(
    int Version, string Cluster, int Node, bool PeerAsked, string Worst, IReadOnlyList<DoctorEntry> Checks)
{
    /// <summary>Version of the form.</summary>
    public const int CurrentVersion = 1;

    public static DoctorDocument Of(
        BeastqConfiguration configuration, bool peerAsked, IReadOnlyList<DoctorResult> results) => new(
            CurrentVersion, configuration.Cluster, configuration.Node, peerAsked,
            Word(results.Select(result => result.Finding.State).DefaultIfEmpty(CheckState.Ok).Max()),
            [.. results.Select(result => new DoctorEntry(
                result.Check.Id, result.Node, Word(result.Finding.State), result.Check.Title, result.Finding.Detail,
                result.Check.Meaning, result.Check.Remedy))]);

    public string Json() => JsonSerializer.Serialize(this, DoctorJson.Default.DoctorDocument);

    /// <summary><c>ok</c>, <c>warning</c>, <c>error</c>, <c>unknown</c>, <c>not_applicable</c>.</summary>
    public static string Word(CheckState state) =>
        state == CheckState.NotApplicable ? "not_applicable" : state.ToString().ToLowerInvariant();
}

/// <summary>One result.</summary>
/// <param name="Id">The check.</param>
/// <param name="Node">The node it speaks of; null if of both.</param>
/// <param name="Result">ok, warning, error, unknown or not_applicable.</param>
/// <param name="Title">What was looked at.</param>
/// <param name="Detail">What was seen, or why nothing.</param>
/// <param name="Meaning">Why it matters.</param>
/// <param name="Remedy">How to mend it.</param>
internal sealed record DoctorEntry(
    string Id, int? Node, string Result, string Title, string Detail, string Meaning, string Remedy);

/// <summary>How the document becomes JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(DoctorDocument))]
internal sealed partial class DoctorJson : JsonSerializerContext;
