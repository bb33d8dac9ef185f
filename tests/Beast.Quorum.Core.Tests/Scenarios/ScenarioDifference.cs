using System.Text;

namespace Beast.Quorum.Core.Tests.Scenarios;

/// <summary>Shows where two texts differ.</summary>
internal static class ScenarioDifference
{
    private const int Around = 2;

    /// <summary>
    /// The lines that differ, with numbers of the expected text and a few lines around them; empty if there are none.
    /// </summary>
    public static string Show(string expected, string actual)
    {
        string[] old = expected.Split('\n');
        string[] now = actual.Split('\n');
        int same = 0;
        while (same < Math.Min(old.Length, now.Length) && old[same] == now[same])
        {
            same++;
        }

        if (same == old.Length && same == now.Length)
        {
            return "";
        }

        int tail = 0;
        while (tail < Math.Min(old.Length, now.Length) - same && old[^(tail + 1)] == now[^(tail + 1)])
        {
            tail++;
        }

        StringBuilder text = new();
        for (int line = Math.Max(0, same - Around); line < same; line++)
        {
            Add(' ', line, old[line]);
        }

        for (int line = same; line < old.Length - tail; line++)
        {
            Add('-', line, old[line]);
        }

        for (int line = same; line < now.Length - tail; line++)
        {
            Add('+', line, now[line]);
        }

        return text.ToString();

        void Add(char sign, int line, string content) => text.Append($"{line + 1,5} {sign} {content}\n");
    }
}
