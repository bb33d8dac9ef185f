using System.Net;
using System.Net.Sockets;
using Beast.Quorum.Core.Records;
using Beast.Quorum.Daemon.Peer;
using Beast.Quorum.Fuzz.Tests.Engine;
using Beast.Quorum.Fuzz.Tests.Targets.Core;

namespace Beast.Quorum.Fuzz.Tests.Targets.Daemon;

/// <summary>
/// A client of the peer channel whose peer answers anything and signs it: an answer, or a PeerChannelException with
/// words; nothing else.
/// </summary>
internal sealed class PeerClientTarget : FuzzTarget
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly byte[] Greeting = PeerCodec.Greeting(0, Signing.Key.Id, new byte[PeerCodec.NonceLength]);

    private Socket? listener;

    public override string Name => "peer-client";

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        [.. PeerCodec.AnswerHead(0, PeerCodec.Answered, 0)],
        [.. PeerCodec.AnswerHead(0, PeerCodec.Answered, 5), 1, 2, 3, 4, 5],
        [.. PeerCodec.AnswerHead(0, PeerCodec.Refused, 2), .. "no"u8],
    ];

    public override int Cost => 100;

    // A head may announce 4 MiB, and the room for it is made.
    public override (long Base, long PerByte) Memory => (12 * 1024 * 1024, 500);

    public override Depth Run(byte[] input)
    {
        if (listener is null)
        {
            listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            listener.Listen(16);
        }

        Thread peer = new(() => Answer(input), 256 * 1024);
        peer.Start();
        PeerChannelClient client = new(
            [new("127.0.0.1:1", listener.LocalEndPoint!.ToString()!)], new PeerIdentity(1, Signing.Key));
        byte[] head = input[..Math.Min(input.Length, PeerCodec.AnswerHeadLength)];
        bool good = PeerCodec.CheckAnswerHead(head, 0, out byte outcome, out int length) is null;
        try
        {
            byte[] answer = client.Ask(Patience, "version");
            Must(good && outcome == PeerCodec.Answered && answer.AsSpan().SequenceEqual(input.AsSpan(head.Length)),
                "another answer than was sent");
            return Depth.Accepted;
        }
        catch (PeerChannelException fault)
        {
            Must(fault.Message.Length is > 0 and < 1000 && !fault.Message.Any(char.IsControl), "the fault is no line");
            bool refusal = good && outcome == PeerCodec.Refused && length == input.Length - head.Length;
            Must(refusal == (fault.Failure == PeerFailure.Refused), $"not {fault.Failure}");
            return refusal ? Depth.Accepted : good ? Depth.Looked : Depth.Refused;
        }
        finally
        {
            peer.Join();
        }
    }

    protected override void Clean() => listener?.Dispose();

    private void Answer(byte[] input)
    {
        using Socket socket = listener!.Accept();
        PeerStream stream = new(socket);
        stream.Within(Patience);
        byte[] body = PeerCodec.Words(["version"]);
        byte[] question = new byte[PeerCodec.QuestionHeadLength + body.Length];
        byte[] signature = new byte[RecordKey.SignatureLength];
        if (!stream.Write(Greeting) || !stream.Read(question) || !stream.Read(signature))
        {
            return;
        }

        byte[] head = input[..Math.Min(input.Length, PeerCodec.AnswerHeadLength)];
        byte[] answer = input[head.Length..];
        SocketPair.SendAll(
            socket, [.. input, .. PeerCodec.SignAnswer(Signing.Key, Greeting, signature, head, answer)]);
    }
}
