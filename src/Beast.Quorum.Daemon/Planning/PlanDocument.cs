using System.Text.Json;
using System.Text.Json.Serialization;
using Beast.Quorum.Core.Plans;
using Beast.Quorum.Storage;
using Beast.Quorum.Storage.Plans;

namespace Beast.Quorum.Daemon.Planning;

/// <summary>What <c>beastq plan --json</c> prints; keys in snake case.</summary>
/// <param name="Version">Version of the form, 1.</param>
/// <param name="Node">This node.</param>
/// <param name="Parts">The plans, in the order in which they run.</param>
internal sealed record PlanDocument(int Version, int Node, IReadOnlyList<PlanDocumentPart> Parts)
{
    public static PlanDocument Of(
        int node, IEnumerable<PlanPart> parts, StorageSystem system, StepHistory history) =>
        new(1, node, [.. parts.Select(part => Part(part, system, history))]);

    public string Json() => JsonSerializer.Serialize(this, PlanJson.Default.PlanDocument);

    private static PlanDocumentPart Part(PlanPart part, StorageSystem system, StepHistory history)
    {
        PlanTime time = PlanTime.Of(part.Plan, step => history.Expected(step.ToString()));
        return new PlanDocumentPart(
            part.Group.Name, part.Plan.Transition.ToString().ToLowerInvariant(), part.Node,
            time.Known == 0 ? null : time.Sum.TotalSeconds, time.Unknown,
            [.. part.Plan.Steps.Select(step => Step(part, step, system, history))]);
    }

    private static PlanDocumentStep Step(PlanPart part, PlanStep step, StorageSystem system, StepHistory history) =>
        new(step.Index + 1, step.Stage + 1, step.Kind.ToString(), step.Subject, PlanText.Goal(step),
            PlanLines.Of(part.Group, step, system), step.Deadline.TotalSeconds,
            step.OnFailure == FailureRule.FailPlan, history.Expected(step.ToString())?.TotalSeconds);
}

/// <summary>One plan.</summary>
/// <param name="Group">Name of the group.</param>
/// <param name="Transition">What it is for.</param>
/// <param name="Node">Who runs it.</param>
/// <param name="ExpectedS">How long it took so far, without the steps that never ran; null if none has.</param>
/// <param name="UnknownSteps">Steps that never ran on this node.</param>
/// <param name="Steps">Its steps.</param>
internal sealed record PlanDocumentPart(
    string Group, string Transition, int Node, double? ExpectedS, int UnknownSteps,
    IReadOnlyList<PlanDocumentStep> Steps);

/// <summary>One step.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Stage">From 1; steps of one stage run side by side.</param>
/// <param name="Kind">Stable name.</param>
/// <param name="Subject">Pool, LUN, path or command; empty if there is only one thing.</param>
/// <param name="Goal">For people.</param>
/// <param name="Commands">What it runs: the first always, the others as the answers ask for them.</param>
/// <param name="DeadlineS">Longest time.</param>
/// <param name="MustSucceed">Whether its failure fails the plan.</param>
/// <param name="ExpectedS">Median of its last times on this node; null if it never ran.</param>
internal sealed record PlanDocumentStep(
    int Number, int Stage, string Kind, string Subject, string Goal, IReadOnlyList<string> Commands, double DeadlineS,
    bool MustSucceed, double? ExpectedS);

/// <summary>How the document becomes JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(PlanDocument))]
internal sealed partial class PlanJson : JsonSerializerContext;
