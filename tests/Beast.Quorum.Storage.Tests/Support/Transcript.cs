using System.Globalization;
using Beast.Quorum.Platform.Processes;

namespace Beast.Quorum.Storage.Tests.Support;

/// <summary>
/// Outputs of real systems, kept in Data/*.txt: sections that begin with <c>== name</c>, standard error marked with
/// <c>[stderr] </c>, the exit code last as <c>[exit N]</c>.
/// </summary>
internal static class Transcript
{
    public static CommandResult Get(string file, string name) => All(file)[name];

    public static IReadOnlyDictionary<string, CommandResult> All(string file)
    {
        var sections = new Dictionary<string, CommandResult>();
        string path = Path.Combine(TestContext.CurrentContext.TestDirectory, "Data", file + ".txt");
        string name = "", output = "", error = "";
        foreach (string line in File.ReadAllLines(path))
        {
            if (line.StartsWith("== ", StringComparison.Ordinal))
            {
                (name, output, error) = (line[3..], "", "");
            }
            else if (line.StartsWith("[stderr] ", StringComparison.Ordinal))
            {
                error += line[9..] + "\n";
            }
            else if (line.StartsWith("[exit ", StringComparison.Ordinal))
            {
                int code = int.Parse(line[6..].Split(',', ']')[0], CultureInfo.InvariantCulture);
                sections.Add(name, Exit(code, output, error));
            }
            else
            {
                output += line + "\n";
            }
        }

        return sections;
    }

    public static CommandResult Exit(int code, string output = "", string error = "") =>
        new(CommandEnd.Exited, code, output, error, TimeSpan.FromMilliseconds(20), 4711);

    public static CommandResult End(CommandEnd end) => new(end, 0, "", "", TimeSpan.FromSeconds(1), 4711);
}
