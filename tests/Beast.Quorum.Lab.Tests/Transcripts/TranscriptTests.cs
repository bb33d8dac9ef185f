using System.Text.RegularExpressions;
using Beast.Quorum.Lab.Commands;
using Beast.Quorum.Lab.Tests.Support;

namespace Beast.Quorum.Lab.Tests.Transcripts;

/// <summary>The stand-in tools say, line by line, what a recorded pair said.</summary>
public sealed partial class TranscriptTests
{
    private const string RecordedLink = "192.168.56.103:7777";

    [TestCase("import-refused", 15)]
    [TestCase("link-and-ctld", 17)]
    [TestCase("rejoin", 18)]
    [TestCase("split-brain", 7)]
    [TestCase("destroyed", 6, "11")]
    [TestCase("ctladm", 9)]
    [TestCase("busy-and-fail-back", 9)]
    [TestCase("odd-states", 50)]
    [TestCase("ctld-service", 22)]
    [TestCase("import-variants", 11)]
    [TestCase("missing-devices", 9)]
    [TestCase("hostid", 4)]
    [TestCase("reboot", 20)]
    [TestCase("stale-import", 16)]
    [TestCase("read-only-import", 6)]
    [TestCase("freebsd-11", 38, "11")]
    public void A_quoted_session_repeats_itself(string name, int leastSteps, string release = "10.4")
    {
        using var pair = new HostPair(release: release);
        var stage = new TranscriptStage(pair);
        int compared = 0;
        foreach (TranscriptStep step in TranscriptFile.Load(name))
        {
            if (step.Node == TranscriptStep.Stage)
            {
                stage.Play(step.Command);
                continue;
            }

            string command = step.Command.Replace(
                RecordedLink, $"127.0.0.1:{pair.LinkPort}", StringComparison.Ordinal);
            CommandOutput output = TranscriptShell.Run(pair, step.Node, command);
            if (step.Prepares)
            {
                Assert.That(output.Exit, Is.Zero, $"preparing: {step.Command}: {output.Error}");
                continue;
            }

            compared++;
            string where = $"{name}: ctrl-{(char)('a' + step.Node)}# {step.Command}";
            if (step.Out is not [{ } first, ..] || !first.StartsWith("(the same usage", StringComparison.Ordinal))
            {
                Assert.That(Lines(output.Out, pair), Is.EqualTo(Lines(string.Join('\n', step.Out), pair)), where);
            }

            Assert.That(Lines(output.Error, pair), Is.EqualTo(Lines(string.Join('\n', step.Error), pair)), where);
            Assert.That(output.Exit, Is.EqualTo(step.Exit), where);
        }

        Assert.That(compared, Is.GreaterThanOrEqualTo(leastSteps));
    }

    /// <summary>Lines without what differs from run to run: dates, process ids, the link's address.</summary>
    private static List<string> Lines(string text, HostPair pair)
    {
        var lines = new List<string>();
        foreach (string line in text.TrimEnd('\n').Split('\n'))
        {
            // rc waits for the old process only when it has not ended by then.
            if (line.Length > 0 && !line.StartsWith("Waiting for PIDS", StringComparison.Ordinal))
            {
                string same = line.Replace($"127.0.0.1:{pair.LinkPort}", RecordedLink, StringComparison.Ordinal);
                same = ProcessIds().Replace(Dates().Replace(same, "DATE"), "$1N");
                lines.Add(Missing().IsMatch(text) ? Blanks().Replace(Guids().Replace(same, "GUID"), " ")
                    : PoolIds().Replace(same, "$1N"));
            }
        }

        return lines;
    }

    [GeneratedRegex(@"[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}")]
    private static partial Regex Dates();

    /// <summary>A device that is missing is shown by its guid, whose length moves the columns.</summary>
    [GeneratedRegex(@" \d{15,20} +UNAVAIL")]
    private static partial Regex Missing();

    [GeneratedRegex(@"\b\d{15,20}\b")]
    private static partial Regex Guids();

    [GeneratedRegex(@" +")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"^( +id: )\d+")]
    private static partial Regex PoolIds();

    [GeneratedRegex(@"(pid[ =])\d+")]
    private static partial Regex ProcessIds();
}
