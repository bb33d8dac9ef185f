namespace Beast.Quorum.Lab.Tests.Transcripts;

/// <summary>One step of a quoted session.</summary>
/// <param name="Node">0 for ctrl-a, 1 for ctrl-b, 2 for the client.</param>
/// <param name="Command">What was typed, or "link N" of a preparing step.</param>
/// <param name="Prepares">Whether the answer is not compared.</param>
/// <param name="Out">The quoted lines of standard output.</param>
/// <param name="Error">The quoted lines of standard error.</param>
/// <param name="Exit">The quoted exit code.</param>
internal sealed record TranscriptStep(
    int Node, string Command, bool Prepares, IReadOnlyList<string> Out, IReadOnlyList<string> Error, int Exit);

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
                bool link = words[0] == "link";
                steps.Add(new TranscriptStep(
                    link ? 0 : words[0][^1] - 'a', link ? lines[i][2..] : words[1], true, [], [], 0));
            }
            else if (lines[i].Contains("# ")
                && (lines[i].StartsWith("ctrl-", StringComparison.Ordinal)
                    || lines[i].StartsWith("clnt-1# ", StringComparison.Ordinal)))
            {
                int node = lines[i][0..5] == "clnt-" ? 2 : lines[i]["ctrl-".Length] - 'a';
                string command = lines[i][(lines[i].IndexOf("# ", StringComparison.Ordinal) + 2)..];
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
}
