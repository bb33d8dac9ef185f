using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Records;
using Beast.Quorum.Daemon.Configuration;

namespace Beast.Quorum.Daemon.Peer;

/// <summary>Asks the peer's daemon, over the first interlink that leads to it.</summary>
/// <param name="interlinks">The interlinks of this node.</param>
/// <param name="self">Who asks.</param>
internal sealed class PeerChannelClient(IReadOnlyList<InterlinkConfiguration> interlinks, PeerIdentity self)
{
    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(3);

    /// <summary>
    /// A daemon greets at once; one that does not is no reason to wait as long as an answer may take.
    /// </summary>
    private static readonly TimeSpan GreetingPatience = TimeSpan.FromSeconds(5);

    /// <summary>Asks over each interlink in turn, until one gives an answer.</summary>
    /// <param name="patience">Time for each interlink, from the connection to the whole answer.</param>
    /// <param name="words">The question's name and its arguments.</param>
    /// <exception cref="PeerChannelException">There is no answer.</exception>
    public byte[] Ask(TimeSpan patience, params IReadOnlyList<string> words)
    {
        List<PeerChannelException> failures = [];
        for (int path = 0; path < interlinks.Count; path++)
        {
            try
            {
                return AskOver(path, patience, words);
            }
            catch (PeerChannelException fault) when (fault.Failure != PeerFailure.Refused)
            {
                failures.Add(fault);
            }
        }

        PeerFailure worst = failures.Count == 0 ? PeerFailure.Unreachable : failures.Max(fault => fault.Failure);
        throw new PeerChannelException(worst, string.Join("; ", failures.Select(fault => fault.Message)));
    }

    /// <summary>Asks over one interlink.</summary>
    /// <exception cref="PeerChannelException">There is no answer.</exception>
    public byte[] AskOver(int path, TimeSpan patience, IReadOnlyList<string> words)
    {
        IPEndPoint peer = IPEndPoint.Parse(interlinks[path].Peer);
        IPAddress local = IPEndPoint.Parse(interlinks[path].Local).Address;
        using Socket socket = new(peer.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        Connect(socket, local, peer, patience < ConnectPatience ? patience : ConnectPatience);
        PeerStream stream = new(socket);
        try
        {
            return Converse(stream, patience, words);
        }
        catch (PeerChannelException fault) when (fault.Failure != PeerFailure.Refused)
        {
            throw new PeerChannelException(fault.Failure, $"the peer at {peer} (TCP): {fault.Message}");
        }
    }

    private static void Connect(Socket socket, IPAddress local, IPEndPoint peer, TimeSpan patience)
    {
        using CancellationTokenSource over = new(patience);
        try
        {
            socket.NoDelay = true;

            // From the interlink's own address, so that the question takes the interlink and not another route.
            socket.Bind(new IPEndPoint(local, 0));
            socket.ConnectAsync(peer, over.Token).AsTask().GetAwaiter().GetResult();
        }
        catch (SocketException fault)
        {
            throw new PeerChannelException(PeerFailure.Unreachable, Explain(fault));
        }
        catch (OperationCanceledException)
        {
            throw new PeerChannelException(
                PeerFailure.Unreachable,
                $"{peer} (TCP) does not answer within {patience.TotalSeconds:0.#} s; check the interlink and its "
                + "firewall");
        }

        string Explain(SocketException fault) => fault.SocketErrorCode switch
        {
            SocketError.ConnectionRefused => $"no daemon listens at {peer} (TCP); start beastq there",
            SocketError.AddressNotAvailable => $"{local} is not an address of this host; configure the interlink",
            _ => $"{peer} (TCP) cannot be reached: {fault.Message}; check the interlink",
        };
    }

    private byte[] Converse(PeerStream stream, TimeSpan patience, IReadOnlyList<string> words)
    {
        stream.Within(patience < GreetingPatience ? patience : GreetingPatience);
        byte[] greeting = new byte[PeerCodec.GreetingLength];
        Need(stream.Read(greeting), stream, "did not greet");
        Check(PeerCodec.CheckGreeting(greeting, self.Peer, self.Key.Id));
        stream.Within(patience);
        byte[] body = PeerCodec.Words(words);
        byte[] head = PeerCodec.QuestionHead(
            self.Node, RandomNumberGenerator.GetBytes(PeerCodec.NonceLength), body.Length);
        byte[] signature = PeerCodec.SignQuestion(self.Key, greeting, head, body);
        Need(
            stream.Write(head) && stream.Write(body) && stream.Write(signature), stream, "did not take the question");
        byte[] answerHead = new byte[PeerCodec.AnswerHeadLength];
        Need(stream.Read(answerHead), stream, "closed the connection without an answer (see its log)");
        Check(PeerCodec.CheckAnswerHead(answerHead, self.Peer, out byte outcome, out int length));
        byte[] answer = new byte[length];
        byte[] answerSignature = new byte[RecordKey.SignatureLength];
        Need(stream.Read(answer) && stream.Read(answerSignature), stream, "broke off in its answer");
        byte[] expected = PeerCodec.SignAnswer(self.Key, greeting, signature, answerHead, answer);
        Check(CryptographicOperations.FixedTimeEquals(expected, answerSignature)
            ? null
            : "its answer is not signed with our key; somebody else answers there, or the answer was changed");
        return outcome == PeerCodec.Answered ? answer
            : throw new PeerChannelException(
                PeerFailure.Refused, Printable.Short(Encoding.UTF8.GetString(answer), 500));
    }

    private static void Need(bool done, PeerStream stream, string what)
    {
        if (!done)
        {
            throw new PeerChannelException(PeerFailure.Lost, stream.TimedOut ? "does not answer in time" : what);
        }
    }

    private static void Check(string? fault)
    {
        if (fault is not null)
        {
            throw new PeerChannelException(PeerFailure.NotOurPeer, fault);
        }
    }
}
