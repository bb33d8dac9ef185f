using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Beast.Quorum.Core.Records;

namespace Beast.Quorum.Daemon.Peer;

/// <summary>One question from whoever connected, answered if the peer signed it.</summary>
internal sealed class PeerConnection(
    Socket socket, PeerIdentity self, PeerQuestions questions, PeerChannelLimits limits, Action<string> report)
    : IDisposable
{
    private readonly PeerStream stream = new(socket);
    private volatile bool trusted;

    /// <summary>Whether the peer has signed its question; until then the connection may be closed to make room.
    /// </summary>
    public bool Trusted => trusted;

    /// <summary>Greets, reads one question, answers it.</summary>
    public void Serve(CancellationToken ending)
    {
        stream.Within(limits.Request);
        byte[] greeting = PeerCodec.Greeting(
            self.Node, self.Key.Id, RandomNumberGenerator.GetBytes(PeerCodec.NonceLength));
        byte[] head = new byte[PeerCodec.QuestionHeadLength];
        if (!stream.Write(greeting) || !stream.Read(head))
        {
            return;
        }

        string? fault = PeerCodec.CheckQuestionHead(head, self.Peer, out int length);
        if (fault is not null)
        {
            report($"turned a connection away: {fault}");
            return;
        }

        byte[] body = new byte[length];
        byte[] signature = new byte[RecordKey.SignatureLength];
        if (!stream.Read(body) || !stream.Read(signature))
        {
            return;
        }

        byte[] expected = PeerCodec.SignQuestion(self.Key, greeting, head, body);
        if (!CryptographicOperations.FixedTimeEquals(expected, signature))
        {
            report("turned a connection away: its question is not signed with our key for this connection");
            return;
        }

        trusted = true;
        (byte outcome, byte[] answer) = Think(body, ending);
        Send(greeting, signature, outcome, answer);
    }

    /// <summary>Ends the connection; a read in progress returns.</summary>
    public void Dispose()
    {
        try
        {
            socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
        {
            // The other side was quicker; closing below is all that is left.
        }

        socket.Dispose();
    }

    private void Send(byte[] greeting, byte[] questionSignature, byte outcome, byte[] answer)
    {
        byte[] head = PeerCodec.AnswerHead(self.Node, outcome, answer.Length);
        byte[] signature = PeerCodec.SignAnswer(self.Key, greeting, questionSignature, head, answer);
        stream.Within(limits.Sending);

        // A peer that does not wait for its answer is no fault of ours.
        _ = stream.Write(head) && stream.Write(answer) && stream.Write(signature);
    }

    private (byte Outcome, byte[] Body) Think(byte[] body, CancellationToken ending)
    {
        if (PeerCodec.ReadWords(body) is not { } words)
        {
            return Refuse("the question is no list of words; use the same version of beastq on both nodes");
        }

        if (questions.Find(words[0]) is not { } question)
        {
            return Refuse($"node {self.Node} does not know this question; it answers: "
                + $"{string.Join(", ", questions.Names)}; use the same version of beastq on both nodes");
        }

        using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(ending);
        over.CancelAfter(limits.Thinking);
        try
        {
            byte[] answer = question.Answer([.. words.Skip(1)], over.Token);
            return answer.Length <= PeerCodec.LongestAnswer ? (PeerCodec.Answered, answer)
                : Refuse($"the answer to {question.Name} has {answer.Length} bytes; "
                    + $"at most {PeerCodec.LongestAnswer} are sent");
        }
        catch (PeerRefusalException refusal)
        {
            return Refuse(refusal.Message);
        }
        catch (OperationCanceledException)
        {
            return Refuse($"{question.Name} was cut short: "
                + (ending.IsCancellationRequested ? "the daemon is ending" : "it took too long"));
        }
#pragma warning disable CA1031 // A fault in one question must not end the daemon that guards the pools.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            report($"the question {question.Name} failed inside the daemon: {fault}");
            return Refuse($"{question.Name} failed inside the daemon of node {self.Node}; see its log");
        }
    }

    private static (byte Outcome, byte[] Body) Refuse(string reason) =>
        (PeerCodec.Refused, Encoding.UTF8.GetBytes(reason));
}
