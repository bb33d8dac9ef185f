using Beast.Quorum.Daemon.CommandLine;
using Beast.Quorum.Daemon.Control;
using Beast.Quorum.Daemon.Status;
using Beast.Quorum.Fuzz.Tests.Engine;

namespace Beast.Quorum.Fuzz.Tests.Targets.Daemon;

/// <summary>
/// Answers of a daemon, maybe of another version, as the client reads and shows them: an answer that is taken can be
/// shown in every form.
/// </summary>
internal sealed class ControlAnswerTarget : FuzzTarget
{
    public override string Name => "control-answer";

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        .. new[] { ControlAnswer.Done("moved"), ControlAnswer.Refused("no: é\u2028\u0007"),
            ControlAnswer.WithStatus(Pair.Run(0).Status), ControlAnswer.WithStatus(Pair.Run(9).Status) }
            .Select(answer => ControlCodec.Encode(answer)[..^1]),
    ];

    public override IReadOnlyList<string> Words =>
        ["null", "[]", "{}", "\"groups\":", "\"problems\":", "[null]", "-1", "1e308", "\"health\":7", "[red]",
            "\\u001b[2J",
            "\"\""];

    public override int Cost => 25;

    // The tables of the status view are the dear part.
    public override (long Base, long PerByte) Memory => (8 * 1024 * 1024, 5000);

    public override Depth Run(byte[] input)
    {
        ControlAnswer answer;
        try
        {
            answer = ControlCodec.DecodeAnswer(input);
        }
        catch (ControlException fault)
        {
            Must(fault.Message.Length is > 0 and < 1000, "the fault is no line");
            return Depth.Refused;
        }

        Must(answer.Text is not null, "an answer without a text");
        if (answer.Status is null)
        {
            return answer.Ok ? Depth.Accepted : Seeds[1].AsSpan().SequenceEqual(input) ? Depth.Accepted : Depth.Looked;
        }

        foreach (int width in new[] { 20, 100 })
        {
            using StringWriter writer = new();
            StatusView.Write(answer.Status, new Terminal(writer, width, false, false, true));
            Must(writer.GetStringBuilder().Length > 0, "nothing is shown");
        }

        Must(StatusView.Short(answer.Status).Length > 0, "nothing is shown in short");
        Must(StatusCommand.Json(answer.Status).Length > 0, "nothing is shown as JSON");
        _ = StatusJudge.Judge(answer.Status);
        return Depth.Accepted;
    }
}
