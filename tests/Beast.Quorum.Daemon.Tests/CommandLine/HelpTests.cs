using System.CommandLine;
using System.Text;
using Beast.Quorum.Daemon.CommandLine;
using Beast.Quorum.Daemon.Tests.Approved;

namespace Beast.Quorum.Daemon.Tests.CommandLine;

public sealed class HelpTests
{
    private static IEnumerable<string[]> Commands => Walk(RootCommandBuilder.Build(), []);

    [Test]
    public void The_help_of_every_command_is_as_approved()
    {
        StringBuilder all = new();
        foreach (string[] command in Commands)
        {
            all.Append($"=== beastq {string.Join(' ', command)}\n").Append(Outcome.Of([.. command, "--help"]).Out);
        }

        Approval.Matches("help", all.ToString());
    }

    [TestCaseSource(nameof(Commands))]
    public void Help_succeeds_whatever_is_missing(params string[] command)
    {
        Outcome outcome = Outcome.Of([.. command, "--help"]);
        Assert.That((outcome.Code, outcome.Error), Is.EqualTo((0, "")));
    }

    [Test]
    public void The_version_is_one_line()
    {
        Outcome outcome = Outcome.Of("--version");
        Assert.That(outcome.Code, Is.Zero);
        Assert.That(outcome.Out.Trim(), Does.Match(@"^\d+\.\d+\.\d+\S*$"));
    }

    private static IEnumerable<string[]> Walk(Command command, string[] path) =>
        command.Subcommands.SelectMany(child => Walk(child, [.. path, child.Name])).Prepend(path);
}
