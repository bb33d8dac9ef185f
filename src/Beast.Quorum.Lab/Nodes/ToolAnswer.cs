namespace Beast.Quorum.Lab.Nodes;

/// <summary>What a stand-in tool or a control request answered.</summary>
/// <param name="Exit">The exit code; 125: the host is gone.</param>
/// <param name="Out">Standard output.</param>
/// <param name="Error">Standard error.</param>
public sealed record ToolAnswer(int Exit, string Out, string Error);
