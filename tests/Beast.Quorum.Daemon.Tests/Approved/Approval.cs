using System.Runtime.CompilerServices;
using Beast.Quorum.Daemon.Tests.Configuration;

namespace Beast.Quorum.Daemon.Tests.Approved;

/// <summary>Compares text that people see with a file that somebody read and approved.</summary>
internal static class Approval
{
    /// <summary>The text must be that of the file <c>Approved/NAME.txt</c>.</summary>
    public static void Matches(string name, string text, [CallerMemberName] string test = "")
    {
        string path = Repository.File($"tests/Beast.Quorum.Daemon.Tests/Approved/{name}.txt");
        string clean = string.Join('\n', text.Split('\n').Select(line => line.TrimEnd()));
        if (Environment.GetEnvironmentVariable("BEASTQ_APPROVE") == "1")
        {
            File.WriteAllText(path, clean);
        }

        string approved = File.Exists(path) ? File.ReadAllText(path) : "";
        Assert.That(
            clean,
            Is.EqualTo(approved),
            $"{test}: what people see changed. Run it with BEASTQ_APPROVE=1, read the difference, commit it if it "
                + $"is right.");
    }
}
