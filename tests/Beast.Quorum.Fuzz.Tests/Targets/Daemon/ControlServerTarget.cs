using System.Net.Sockets;
using Beast.Quorum.Daemon.Control;
using Beast.Quorum.Fuzz.Tests.Engine;

namespace Beast.Quorum.Fuzz.Tests.Targets.Daemon;

/// <summary>
/// A whole control server under streams of anything: every line is answered by one line that a client can read, nothing
/// is reported as a fault of the daemon, only checked requests reach it, and others are served all the while.
/// </summary>
internal sealed class ControlServerTarget : FuzzTarget
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Scratch scratch = new();
    private readonly List<string> reports = [];
    private ControlServer? server;
    private int asked;

    public override string Name => "control-server";

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        [.. Corpus.Good("control-request")[0], (byte)'\n'],
        [.. Corpus.Good("control-request").SelectMany(line => line.Append((byte)'\n'))],
    ];

    public override IReadOnlyList<string> Words => ["\n", "\r\n", "{", "}", "\"request\":\"ping\"", "\"version\":1"];

    public override int Cost => 100;

    public override (long Base, long PerByte) Memory => (8 * 1024 * 1024, 5000);

    public override Depth Run(byte[] input)
    {
        string path = scratch.File("s");
        server ??= ControlServer.Start(
            path, new Echo(), reports.Add, ControlLimits.Default with { Patience = Patience });
        using Socket socket = SocketPair.Connect(path);
        Thread sender = new(() => SocketPair.SendAll(socket, input), 256 * 1024);
        sender.Start();
        LineReader reader = new(socket, ControlCodec.LongestAnswer);
        int answers = 0;
        bool good = false;
        LineResult result;
        while ((result = reader.Read(Patience)) == LineResult.Line)
        {
            answers++;
            good |= ControlCodec.DecodeAnswer(reader.Line.Span).Ok;
        }

        sender.Join();
        int lines = input.Count(value => value == (byte)'\n');
        Must(result == LineResult.Closed, $"the stream of answers ended with {result}");
        Must(answers <= lines + 1, $"{answers} answers for {lines} lines");
        Must(reports.Count == 0, $"the daemon reported {string.Join("; ", reports.Take(3))}");
        if (++asked % 16 == 0)
        {
            ControlAnswer pong = new ControlClient(path).Ask(new ControlRequest { Request = "ping" }, Patience);
            Must(pong.Ok && pong.Text == "ping", "another client is not served");
        }

        return good ? Depth.Accepted : answers > 0 ? Depth.Looked : Depth.Refused;
    }

    protected override void Clean()
    {
        server?.Dispose();
        scratch.Dispose();
    }

    private sealed class Echo : IControlHandler
    {
        public ControlAnswer Handle(ControlRequest request, CancellationToken cancel)
        {
            string? fault = ControlCodec.Check(request);
            Must(fault is null, $"a request that was not checked: {fault}");
            return ControlAnswer.Done(request.Request);
        }
    }
}
