using System.Net.Sockets;
using Beast.Quorum.Daemon.Control;
using Beast.Quorum.Fuzz.Tests.Engine;

namespace Beast.Quorum.Fuzz.Tests.Targets.Daemon;

/// <summary>
/// A client whose daemon answers anything: an answer, or a ControlException with words; nothing else.
/// </summary>
internal sealed class ControlClientTarget : FuzzTarget
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Scratch scratch = new();
    private Socket? listener;

    public override string Name => "control-client";

    public override IReadOnlyList<byte[]> Seeds { get; } =
        [ControlCodec.Encode(ControlAnswer.Done("moved")),
            ControlCodec.Encode(ControlAnswer.WithStatus(Pair.Run(3).Status))];

    public override IReadOnlyList<string> Words => ["\n", "null", "\"ok\":", "{", "}"];

    public override int Cost => 100;

    public override (long Base, long PerByte) Memory => (2 * 1024 * 1024, 500);

    public override Depth Run(byte[] input)
    {
        string path = scratch.File("s");
        listener ??= SocketPair.Listen(path);
        Thread daemon = new(() => Answer(input), 256 * 1024);
        daemon.Start();
        try
        {
            ControlAnswer answer = new ControlClient(path).Ask(new ControlRequest { Request = "ping" }, Patience);
            Must(answer.Text is not null, "an answer without a text");
            return Depth.Accepted;
        }
        catch (ControlException fault)
        {
            Must(fault.Message.Length is > 0 and < 1000 && !fault.NotRunning, "the fault is no line");
            return input.Contains((byte)'\n') ? Depth.Looked : Depth.Refused;
        }
        finally
        {
            daemon.Join();
        }
    }

    protected override void Clean()
    {
        listener?.Dispose();
        scratch.Dispose();
    }

    private void Answer(byte[] input)
    {
        using Socket socket = listener!.Accept();
        socket.Receive(new byte[4096]);
        SocketPair.SendAll(socket, input);
    }
}
