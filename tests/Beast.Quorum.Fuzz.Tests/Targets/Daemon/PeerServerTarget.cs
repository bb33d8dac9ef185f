using System.Net;
using System.Net.Sockets;
using Beast.Quorum.Daemon.Peer;
using Beast.Quorum.Fuzz.Tests.Engine;
using Beast.Quorum.Fuzz.Tests.Targets.Core;

namespace Beast.Quorum.Fuzz.Tests.Targets.Daemon;

/// <summary>
/// A whole peer channel server under streams of anything, from somebody who has the key: the input is signed for the
/// connection. It answers or closes, in time, and answers the next question all the same.
/// </summary>
internal sealed class PeerServerTarget : FuzzTarget
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private PeerChannelServer? server;
    private IPEndPoint? address;
    private int asked;

    public override string Name => "peer-server";

    public override IReadOnlyList<byte[]> Seeds { get; } = [Question("echo", "there"), Question("echo")];

    public override int Cost => 100;

    public override (long Base, long PerByte) Memory => (1024 * 1024, 500);

    public override Depth Run(byte[] input)
    {
        Start();
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Connect(address!);
        PeerStream stream = new(socket);
        stream.Within(Patience);
        byte[] greeting = new byte[PeerCodec.GreetingLength];
        Must(stream.Read(greeting), "no greeting");
        byte[] head = input[..Math.Min(input.Length, PeerCodec.QuestionHeadLength)];
        byte[] body = input[head.Length..];
        byte[] signature = PeerCodec.SignQuestion(Signing.Key, greeting, head, body);
        Thread sender = new(() => SocketPair.SendAll(socket, [.. input, .. signature]), 256 * 1024);
        sender.Start();
        byte[] answer = new byte[PeerCodec.AnswerHeadLength];
        bool answered = stream.Read(answer);
        Must(!stream.TimedOut, "the server neither answers nor closes");
        sender.Join();
        bool good = PeerCodec.CheckQuestionHead(head, 1, out int length) is null;
        Must((good && length == body.Length) == answered, "it answers what it must not, or not what it must");
        if (++asked % 16 == 0)
        {
            PeerChannelClient client = new(
                [new("127.0.0.1:1", address!.ToString())], new PeerIdentity(1, Signing.Key));
            Must(client.Ask(Patience, "echo", "x").Length == 1, "another question is not answered");
        }

        return answered && answer[7] == PeerCodec.Answered ? Depth.Accepted : good ? Depth.Looked : Depth.Refused;
    }

    protected override void Clean() => server?.Dispose();

    private static byte[] Question(params string[] words)
    {
        byte[] body = PeerCodec.Words(words);
        return [.. PeerCodec.QuestionHead(1, new byte[PeerCodec.NonceLength], body.Length), .. body];
    }

    private void Start()
    {
        if (server is not null)
        {
            return;
        }

        using (Socket probe = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))
        {
            probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            address = (IPEndPoint)probe.LocalEndPoint!;
        }

        server = PeerChannelServer.Start(
            [address], new PeerIdentity(0, Signing.Key), new PeerQuestions([new Echo()]), _ => { },
            PeerChannelLimits.Default with { Request = Patience });
        PeerChannelClient client = new([new("127.0.0.1:1", address.ToString())], new PeerIdentity(1, Signing.Key));
        Must(SpinWait.SpinUntil(() => Listens(client), Patience), "the server does not listen");
    }

    private static bool Listens(PeerChannelClient client)
    {
        try
        {
            return client.Ask(Patience, "echo", "x").Length == 1;
        }
        catch (PeerChannelException)
        {
            return false;
        }
    }

    private sealed class Echo : IPeerQuestion
    {
        public string Name => "echo";

        public byte[] Answer(IReadOnlyList<string> arguments, CancellationToken cancel) =>
            new byte[arguments.Count];
    }
}
