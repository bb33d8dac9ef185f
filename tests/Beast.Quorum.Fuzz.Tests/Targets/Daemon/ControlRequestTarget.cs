using Beast.Quorum.Daemon.Control;
using Beast.Quorum.Fuzz.Tests.Engine;

namespace Beast.Quorum.Fuzz.Tests.Targets.Daemon;

/// <summary>Requests on the control socket, as the daemon reads them.</summary>
internal sealed class ControlRequestTarget : FuzzTarget
{
    public override string Name => "control-request";

    public override double LeastShare => 0.03;

    public override IReadOnlyList<string> Words =>
        ["\"version\":1", "\"request\":", "\"switchover\"", "\"group\":", "\"target\":", "\"on\":", "\"away_s\":",
            ",", "null",
            "true", "\\u0000", "\\ud800", "{", "}"];

    public override Depth Run(byte[] input)
    {
        string? fault = ControlCodec.TryDecode(input, out ControlRequest? request);
        if (fault is not null)
        {
            Must(fault.Length is > 0 and < 1000 && !fault.Any(char.IsControl), "the fault is no line");
            // It goes back over the socket.
            byte[] refusal = ControlCodec.Encode(ControlAnswer.Refused(fault));
            Must(ControlCodec.DecodeAnswer(refusal.AsSpan()[..^1]) is { Ok: false }, "a refusal does not arrive");
            return request is null ? Depth.Refused : Depth.Looked;
        }

        Must(ControlRequests.All.Contains(request!.Request) && request.Version == 1, "an unknown request");
        Must(request.Target is null or 0 or 1, "a target that is no node");
        Must(request.AwayS is null or (> 0 and <= 366 * 86400) && request.DurationS is null or (> 0 and <= 366 * 86400),
            "a time out of bounds");
        byte[] line = ControlCodec.Encode(request);
        Must(line.AsSpan().IndexOf((byte)'\n') == line.Length - 1, "a request is more than one line");
        Must(ControlCodec.TryDecode(line.AsSpan()[..^1], out ControlRequest? again) is null && again == request,
            "a request does not survive being sent again");
        return Depth.Accepted;
    }
}
