using System.Text.RegularExpressions;
using Beast.Quorum.Lab.Commands;
using Beast.Quorum.Lab.Iscsi;
using Beast.Quorum.Lab.Tests.Support;

namespace Beast.Quorum.Lab.Tests.Transcripts;

/// <summary>iscsictl and gmultipath say line by line what the recorded client said; so does its console.</summary>
public sealed partial class ClientTranscriptTests
{
    private const string RecordedLink = "192.168.56.103:7777";
    private const string AddMissing =
        "for d in da0 da1; do gmultipath status | grep -q $d || gmultipath add MP $d; done";

    [TestCase("client-session", 18)]
    [TestCase("client-rotation", 4)]
    public void A_quoted_session_of_the_client_repeats_itself(string name, int leastSteps)
    {
        using var pair = new HostPair();
        using var client = new RecordedClient(pair);
        int compared = 0;
        foreach (TranscriptStep step in TranscriptFile.Load(name))
        {
            if (step.Prepares)
            {
                Prepare(pair, client, step);
                continue;
            }

            compared++;
            string where = $"{name}: clnt-1# {step.Command}";
            CommandOutput output = Run(client, step.Command);
            Assert.That(Lines(output.Out), Is.EqualTo(Lines(string.Join('\n', step.Out))), where);
            Assert.That(Lines(output.Error), Is.EqualTo(Lines(string.Join('\n', step.Error))), where);
            Assert.That(output.Exit, Is.EqualTo(step.Exit), where);
            if (step.Console.Count > 0)
            {
                CompareConsole(client, step, where);
            }
        }

        Assert.That(compared, Is.GreaterThanOrEqualTo(leastSteps));
    }

    private static void Prepare(HostPair pair, RecordedClient client, TranscriptStep step)
    {
        string[] words = step.Command.Split(' ', 3);
        switch (words[0])
        {
            case "link":
                pair.WaitForLink(words[1][0] - '0');
                break;
            case "sessions":
                Eventually.True(() => client.Initiator.Sessions().Count == words[1][0] - '0', step.Command);
                break;
            case "quiet":
                client.TakeConsole();
                break;
            case "cut":
                client.Run("sysctl kern.iscsi.ping_timeout=1");
                client.Cable(words[1][^1] - 'a').IsCut = true;
                break;
            case "plug":
                client.Cable(words[1][^1] - 'a').IsCut = false;
                break;
            case "until":
                Until(client, client.Initiator.Sessions()[words[1][0] - '0'], words[2]);
                break;
            case var _ when step.Node == 2:
                Assert.That(client.Run(step.Command).Exit, Is.Zero, step.Command);
                break;
            default:
                pair.Do(step.Node, step.Command.Replace(
                    RecordedLink, $"127.0.0.1:{pair.LinkPort}", StringComparison.Ordinal));
                break;
        }
    }

    /// <summary>
    /// Waits for a state of a session and makes it stay: with a short login time-out it tries again and again, with a
    /// long one no more.
    /// </summary>
    private static void Until(RecordedClient client, InitiatorSession session, string state)
    {
        IscsiSettings settings = client.Initiator.Settings;
        settings.LoginTimeout = state == "Disconnected" ? 600 : 1;
        if (state is "Operation timed out" or "Connection refused")
        {
            session.Modify(null, null);
        }

        Eventually.True(() => Shows(session, state), $"session {session.Id}: {state}");
        settings.LoginTimeout = 600;
        Eventually.True(() => Shows(session, state), $"session {session.Id}: still {state}");
    }

    private static bool Shows(InitiatorSession session, string state)
    {
        SessionView view = session.Look();
        return state switch
        {
            "Connected" => view is { IsConnected: true, Disks.Count: 1 },
            "Disconnected" => view is { IsConnected: false, Reason: "", Disks.Count: 0 },
            _ => view.Reason == state,
        };
    }

    private static CommandOutput Run(RecordedClient client, string line)
    {
        string text = "", error = "";
        int exit = 0;
        foreach (string part in line.Replace(AddMissing, "add-missing", StringComparison.Ordinal).Split(';'))
        {
            CommandOutput output = part.Trim() switch
            {
                "add-missing" => RunAddMissing(client),
                var command when command.StartsWith("sleep ", StringComparison.Ordinal) => Settle(client),
                var command when command.StartsWith("iscsictl -A", StringComparison.Ordinal) => Add(client, command),
                var command => client.Run(command),
            };
            text += output.Out;
            error += output.Error;
            exit = output.Exit;
        }

        return new CommandOutput(exit, text, error);
    }

    /// <summary>Sessions are made at the same time; here one after the other, for their disks' numbers.</summary>
    private static CommandOutput Add(RecordedClient client, string command)
    {
        CommandOutput output = client.Run(command);
        if (client.Initiator.Settings.IscsidProcess != 0)
        {
            Settle(client);
        }

        return output;
    }

    private static CommandOutput RunAddMissing(RecordedClient client)
    {
        foreach (string disk in (string[])["da0", "da1"])
        {
            if (!client.Run("gmultipath status").Out.Contains(disk, StringComparison.Ordinal))
            {
                Assert.That(client.Run($"gmultipath add MP {disk}").Exit, Is.Zero);
            }
        }

        return CommandOutput.Ok();
    }

    private static CommandOutput Settle(RecordedClient client)
    {
        client.WaitForSessions(view => view is { IsConnected: true, Disks.Count: 1 }, "every session has its disk");
        return CommandOutput.Ok();
    }

    private static void CompareConsole(RecordedClient client, TranscriptStep step, string where)
    {
        List<string> expected = step.Console.ConvertAll(Same), said = [];
        Eventually.True(() =>
        {
            said.AddRange(client.TakeConsole().ConvertAll(Same));
            return said.Count >= expected.Count;
        }, $"{where}: as many lines on the console");
        Assert.That(said, Is.EqualTo(expected), where);
    }

    private static List<string> Lines(string text) =>
        [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Same)];

    /// <summary>Without what differs from run to run or from version to version.</summary>
    private static string Same(string line) =>
        Seconds().Replace(Uuids().Replace(Processes().Replace(line, "pid N"), "UUID"), "$1N$2");

    [GeneratedRegex(@"(after |SPC-)\d+( )")]
    private static partial Regex Seconds();

    [GeneratedRegex(@"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex Uuids();

    [GeneratedRegex(@"pid \d+")]
    private static partial Regex Processes();
}
