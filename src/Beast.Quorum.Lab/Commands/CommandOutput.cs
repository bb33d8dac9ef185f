namespace Beast.Quorum.Lab.Commands;

/// <summary>What a program printed and how it ended.</summary>
/// <param name="Exit">The exit code.</param>
/// <param name="Out">Standard output.</param>
/// <param name="Error">Standard error.</param>
internal sealed record CommandOutput(int Exit, string Out = "", string Error = "")
{
    internal static CommandOutput Ok(string text = "") => new(0, text);

    internal static CommandOutput Failed(string error, int exit = 1) => new(exit, "", error);
}
