using System.Text.RegularExpressions;

namespace Beast.Quorum.Core.Tests.Repository;

/// <summary>The house's rules about source files, all offenders at once.</summary>
public partial class TidyTests
{
    private const int LongestLine = 120;
    private const int LongestFile = 350;
    private const int LongestMethod = 70;

    private static readonly string[] SourceFolders = ["src", "tests", "bench"];

    private static readonly string[] DocumentFolders = ["docs", "bench", "src", "tests", "etc"];

    // Put together here, so that this file is not its own offender.
    private static readonly string[] Banned = ["TO" + "DO", "FIX" + "ME", "NotImplemented" + "Exception"];

    [Test]
    public void Every_source_file_is_tidy()
    {
        string root = Root();
        List<string> offenders = [];
        foreach (string file in SourceFolders.SelectMany(folder => Files(root, folder, "*.cs")))
        {
            string[] lines = File.ReadAllLines(file);
            offenders.AddRange(LineFaults(lines)
                .Concat(SourceMethods.LongerThan(lines, LongestMethod))
                .Select(fault => $"{Path.GetRelativePath(root, file)}{fault}"));
            if (!BelongsToProject(root, file))
            {
                offenders.Add($"{Path.GetRelativePath(root, file)}: belongs to no project");
            }
        }

        Assert.That(offenders, Is.Empty, string.Join('\n', offenders));
    }

    [Test]
    public void Every_document_has_one_first_heading()
    {
        string root = Root();
        List<string> offenders = [];
        IEnumerable<string> documents = Directory.GetFiles(root, "*.md")
            .Concat(DocumentFolders.SelectMany(folder => Files(root, folder, "*.md")));
        foreach (string file in documents)
        {
            string text = Fenced().Replace(File.ReadAllText(file), "");
            int headings = FirstHeading().Count(text);
            if (headings != 1)
            {
                offenders.Add($"{Path.GetRelativePath(root, file)}: {headings} first headings");
            }
        }

        Assert.That(offenders, Is.Empty, string.Join('\n', offenders));
    }

    [Test]
    public void Faults_are_found()
    {
        string[] lines = [new string('x', 121), "// " + Banned[0], "cat" + "ch (Exception) { }", .. new string[350]];
        Assert.That(LineFaults(lines.Select(line => line ?? "").ToArray()).Count(), Is.EqualTo(4));
        string[] method = ["    void Long()", "    {", .. Enumerable.Repeat("        x++;", 70), "    }"];
        Assert.That(SourceMethods.LongerThan(method, LongestMethod).Count(), Is.EqualTo(1));
    }

    private static IEnumerable<string> LineFaults(string[] lines)
    {
        if (lines.Length > LongestFile)
        {
            yield return $": {lines.Length} lines, at most {LongestFile}";
        }

        for (int at = 0; at < lines.Length; at++)
        {
            if (lines[at].Length > LongestLine)
            {
                yield return $":{at + 1}: {lines[at].Length} columns, at most {LongestLine}";
            }

            foreach (string word in Banned.Where(word => lines[at].Contains(word, StringComparison.Ordinal)))
            {
                yield return $":{at + 1}: {word}";
            }
        }

        foreach (Match match in EmptyCatch().Matches(string.Join('\n', lines)))
        {
            yield return $": an empty {match.Value.Split('\n')[0].Trim()}";
        }
    }

    private static bool BelongsToProject(string root, string file)
    {
        for (DirectoryInfo? folder = new(Path.GetDirectoryName(file)!); folder is not null; folder = folder.Parent)
        {
            if (folder.GetFiles("*.csproj").Length > 0)
            {
                return true;
            }

            if (folder.FullName == root)
            {
                break;
            }
        }

        return false;
    }

    private static IEnumerable<string> Files(string root, string folder, string pattern)
    {
        string path = Path.Combine(root, folder);
        return !Directory.Exists(path) ? [] : Directory.GetFiles(path, pattern, SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal)
                && !file.Contains("/bin/", StringComparison.Ordinal)
                && !file.Contains("/TestResults/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
    }

    private static string Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Directory.Build.props")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("the repository's top was not found");
    }

    [GeneratedRegex(@"catch\s*(\([^)]*\))?\s*\{\s*\}")]
    private static partial Regex EmptyCatch();

    [GeneratedRegex(@"^# ", RegexOptions.Multiline)]
    private static partial Regex FirstHeading();

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fenced();
}
