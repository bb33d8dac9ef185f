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
    [TestCase("busy-and-fail-back", 9)]
    [TestCase("odd-states", 50)]
    [TestCase("ctld-service", 22)]
    [TestCase("import-variants", 11)]
    public void A_quoted_session_repeats_itself(string name, int leastSteps)
    {
        using var pair = new HostPair();
        int compared = 0;
        foreach (TranscriptStep step in TranscriptFile.Load(name))
        {
            if (step.Command.StartsWith("link ", StringComparison.Ordinal))
            {
                pair.WaitForLink(step.Command[^1] - '0');
                continue;
            }

            CommandOutput output = Run(pair, step);
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

    private static CommandOutput Run(HostPair pair, TranscriptStep step)
    {
        string text = "", error = "";
        int exit = 0;
        foreach (string part in step.Command.Split(';'))
        {
            CommandOutput output = pair.Run(
                step.Node, part.Replace(RecordedLink, $"127.0.0.1:{pair.LinkPort}", StringComparison.Ordinal));
            text += output.Out;
            error += output.Error;
            exit = output.Exit;
        }

        return new CommandOutput(exit, text, error);
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
                lines.Add(ProcessIds().Replace(Dates().Replace(same, "DATE"), "$1N"));
            }
        }

        return lines;
    }

    [GeneratedRegex(@"[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}")]
    private static partial Regex Dates();

    [GeneratedRegex(@"(pid[ =])\d+")]
    private static partial Regex ProcessIds();
}
