using System.Text;

namespace Beast.Quorum.Core.Tests.Scenarios;

/// <summary>Commands, and what they are expected to print.</summary>
/// <param name="Lines">Everything before the dashes as it stands, comments too.</param>
/// <param name="FirstLine">Number of the first of them, from 1.</param>
/// <param name="Output">The expected output; null where the dashes are missing.</param>
internal sealed record ScenarioBlock(IReadOnlyList<string> Lines, int FirstLine, IReadOnlyList<string>? Output)
{
    /// <summary>The commands, without comments and empty lines.</summary>
    public IEnumerable<(int Line, string Text)> Commands => Lines
        .Select((text, index) => (FirstLine + index, text.Trim()))
        .Where(line => line.Item2.Length > 0 && line.Item2[0] != '#');
}

/// <summary>
/// A scenario's text: lines of commands, a line of dashes, the expected output, an empty line; again and again.
/// </summary>
internal static class ScenarioText
{
    public const string Dashes = "----";

    public static List<ScenarioBlock> Parse(string text)
    {
        List<ScenarioBlock> blocks = [];
        string[] lines = text.Split('\n');
        int at = 0;
        while (at < lines.Length)
        {
            int first = at;
            while (at < lines.Length && lines[at] != Dashes)
            {
                at++;
            }

            string[] commands = lines[first..at];
            if (at == lines.Length)
            {
                if (commands.Any(line => line.Trim().Length > 0))
                {
                    blocks.Add(new ScenarioBlock(commands, first + 1, null));
                }

                break;
            }

            int output = ++at;
            while (at < lines.Length && lines[at].Length > 0)
            {
                at++;
            }

            blocks.Add(new ScenarioBlock(commands, first + 1, lines[output..at]));
            at++;
        }

        return blocks;
    }

    /// <summary>The text with these outputs in place of the expected ones.</summary>
    public static string Write(IReadOnlyList<ScenarioBlock> blocks, IReadOnlyList<string> outputs)
    {
        StringBuilder text = new();
        for (int index = 0; index < blocks.Count; index++)
        {
            string commands = string.Join('\n', blocks[index].Lines).TrimEnd();
            text.Append(index > 0 ? "\n" : "").Append(commands).Append('\n').Append(Dashes).Append('\n');
            text.Append(outputs[index]).Append(outputs[index].Length > 0 ? "\n" : "");
        }

        return text.ToString();
    }
}
