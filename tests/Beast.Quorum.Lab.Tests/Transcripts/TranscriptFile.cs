namespace Beast.Quorum.Lab.Tests.Transcripts;

/// <summary>One step of a quoted session.</summary>
/// <param name="Node">0 for ctrl-a, 1 for ctrl-b, 2 for clnt-1.</param>
/// <param name="Command">What was typed, or what happens.</param>
/// <param name="Prepares">Whether the answer is not compared.</param>
/// <param name="Out">The quoted lines of standard output.</param>
/// <param name="Error">The quoted lines of standard error.</param>
/// <param name="Exit">The quoted exit code.</param>
internal sealed record TranscriptStep(
    int Node, string Command, bool Prepares, IReadOnlyList<string> Out, IReadOnlyList<string> Error, int Exit)
{
    /// <summary>What the console of the same machine said meanwhile.</summary>
    internal List<string> Console { get; } = [];

    /// <summary>The node of a step that nobody typed: a kill, a boot, a wait.</summary>
    internal const int Stage = -1;
}

/// <summary>Reads the quotations.</summary>
internal static class TranscriptFile
{
    internal static IReadOnlyList<TranscriptStep> Load(string name)
    {
        string path = Path.Combine(TestContext.CurrentContext.TestDirectory, "Transcripts", name + ".txt");
        var steps = new List<TranscriptStep>();
        string[] lines = File.ReadAllLines(path);
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i].StartsWith("! ", StringComparison.Ordinal))
            {
                string[] words = lines[i][2..].Split(' ', 2);
                // A host's name has a hyphen; without one it is what happens.
                bool typed = words[0].Contains('-', StringComparison.Ordinal);
                steps.Add(new TranscriptStep(
                    typed ? NodeOf(words[0]) : TranscriptStep.Stage, typed ? words[1] : lines[i][2..], true,
                    [], [], 0));
            }
            else if (lines[i].StartsWith("console of ", StringComparison.Ordinal))
            {
                while (i + 1 < lines.Length && lines[i + 1].Length > 0)
                {
                    steps[^1].Console.Add(lines[++i]);
                }
            }
            else if (lines[i].StartsWith('c') && lines[i].Contains("# "))
            {
                int node = NodeOf(lines[i][..lines[i].IndexOf('#', StringComparison.Ordinal)]);
                string command = lines[i]["ctrl-a# ".Length..];
                var output = new List<string>();
                var error = new List<string>();
                while (!lines[++i].StartsWith("[exit ", StringComparison.Ordinal))
                {
                    bool toError = lines[i].StartsWith("[stderr] ", StringComparison.Ordinal);
                    (toError ? error : output).Add(toError ? lines[i]["[stderr] ".Length..] : lines[i]);
                }

                int exit = int.Parse(lines[i]["[exit ".Length..].Split(',')[0]);
                steps.Add(new TranscriptStep(node, command, false, output, error, exit));
            }
        }

        return steps;
    }

    private static int NodeOf(string host) => host switch { "ctrl-a" => 0, "ctrl-b" => 1, _ => 2 };
}
