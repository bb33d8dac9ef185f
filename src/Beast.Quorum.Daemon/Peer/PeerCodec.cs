using System.Buffers.Binary;
using System.Text;
using Beast.Quorum.Core.Records;

namespace Beast.Quorum.Daemon.Peer;

/// <summary>
/// The bytes of the peer channel, little-endian. The server greets with a nonce; the question carries the client's
/// nonce and is signed together with the greeting; the answer is signed together with the greeting and the question's
/// signature. So each side proves the key for this connection alone (no replay), and the words that begin what is
/// signed differ, as the nodes' ids do (no reflection).
/// </summary>
internal static class PeerCodec
{
    /// <summary>Version of the channel.</summary>
    public const int Version = 1;

    public const int NonceLength = 32;

    /// <summary>magic 4, version 2, node 1, zero 1, key id 8, nonce 32.</summary>
    public const int GreetingLength = 16 + NonceLength;

    /// <summary>magic 4, version 2, node 1, zero 1, nonce 32, length of the body 4.</summary>
    public const int QuestionHeadLength = 12 + NonceLength;

    /// <summary>magic 4, version 2, node 1, outcome 1, length of the body 4.</summary>
    public const int AnswerHeadLength = 12;

    /// <summary>Longest body of a question, in bytes: 64 KiB.</summary>
    public const int LongestQuestion = 64 * 1024;

    /// <summary>Longest body of an answer, in bytes: 4 MiB.</summary>
    public const int LongestAnswer = 4 * 1024 * 1024;

    /// <summary>Most words of a question.</summary>
    public const int MostWords = 32;

    /// <summary>Outcome of an answer whose body is the answer.</summary>
    public const byte Answered = 0;

    /// <summary>Outcome of an answer whose body says why there is none, in UTF-8.</summary>
    public const byte Refused = 1;

    private const uint GreetingMagic = 0x47505142;
    private const uint QuestionMagic = 0x51505142;
    private const uint AnswerMagic = 0x41505142;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public static byte[] Greeting(int node, ulong keyId, ReadOnlySpan<byte> nonce)
    {
        byte[] bytes = new byte[GreetingLength];
        Head(bytes, GreetingMagic, node, 0);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(8), keyId);
        nonce.CopyTo(bytes.AsSpan(16));
        return bytes;
    }

    /// <summary>What is wrong with a greeting, for people; null if nothing is.</summary>
    public static string? CheckGreeting(ReadOnlySpan<byte> bytes, int node, ulong keyId) =>
        CheckHead(bytes, GreetingLength, GreetingMagic, node)
        ?? (BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]) == keyId ? null
            : "it has another key; copy this node's key file there, or the other way round");

    public static byte[] QuestionHead(int node, ReadOnlySpan<byte> nonce, int length)
    {
        byte[] bytes = new byte[QuestionHeadLength];
        Head(bytes, QuestionMagic, node, 0);
        nonce.CopyTo(bytes.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8 + NonceLength), length);
        return bytes;
    }

    /// <summary>What is wrong with the head of a question; null if nothing is.</summary>
    public static string? CheckQuestionHead(ReadOnlySpan<byte> bytes, int node, out int length)
    {
        length = 0;
        string? fault = CheckHead(bytes, QuestionHeadLength, QuestionMagic, node);
        if (fault is not null)
        {
            return fault;
        }

        length = BinaryPrimitives.ReadInt32LittleEndian(bytes[(8 + NonceLength)..]);
        return length is > 0 and <= LongestQuestion ? null
            : $"its question has {length} bytes; allowed: 1 to {LongestQuestion}";
    }

    public static byte[] AnswerHead(int node, byte outcome, int length)
    {
        byte[] bytes = new byte[AnswerHeadLength];
        Head(bytes, AnswerMagic, node, outcome);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), length);
        return bytes;
    }

    /// <summary>What is wrong with the head of an answer; null if nothing is.</summary>
    public static string? CheckAnswerHead(ReadOnlySpan<byte> bytes, int node, out byte outcome, out int length)
    {
        outcome = Refused;
        length = 0;
        string? fault = CheckHead(bytes, AnswerHeadLength, AnswerMagic, node);
        if (fault is not null)
        {
            return fault;
        }

        outcome = bytes[7];
        length = BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]);
        return length is >= 0 and <= LongestAnswer && outcome <= Refused ? null
            : $"its answer has {length} bytes and outcome {outcome}; allowed: at most {LongestAnswer}, 0 or 1";
    }

    public static byte[] SignQuestion(RecordKey key, byte[] greeting, byte[] head, byte[] body) =>
        Sign(key, "beastq peer channel, question\0"u8, greeting, head, body);

    public static byte[] SignAnswer(
        RecordKey key, byte[] greeting, byte[] questionSignature, byte[] head, byte[] body) =>
        Sign(key, "beastq peer channel, answer\0"u8, greeting, questionSignature, head, body);

    /// <summary>The body of a question: its name and arguments, each with its length before it.</summary>
    public static byte[] Words(IReadOnlyList<string> words)
    {
        using MemoryStream body = new();
        body.WriteByte((byte)words.Count);
        Span<byte> length = stackalloc byte[2];
        foreach (string word in words)
        {
            byte[] text = Strict.GetBytes(word);
            BinaryPrimitives.WriteUInt16LittleEndian(length, checked((ushort)text.Length));
            body.Write(length);
            body.Write(text);
        }

        return body.ToArray();
    }

    /// <summary>Reads the body of a question; null if it is none.</summary>
    public static IReadOnlyList<string>? ReadWords(ReadOnlySpan<byte> body)
    {
        if (body.Length < 1 || body[0] is < 1 or > MostWords)
        {
            return null;
        }

        string[] words = new string[body[0]];
        body = body[1..];
        for (int index = 0; index < words.Length; index++)
        {
            if (body.Length < 2 || body.Length - 2 < BinaryPrimitives.ReadUInt16LittleEndian(body))
            {
                return null;
            }

            int length = BinaryPrimitives.ReadUInt16LittleEndian(body);
            try
            {
                words[index] = Strict.GetString(body.Slice(2, length));
            }
            catch (DecoderFallbackException)
            {
                return null;
            }

            body = body[(2 + length)..];
        }

        return body.IsEmpty ? words : null;
    }

    private static void Head(Span<byte> bytes, uint magic, int node, byte last)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, magic);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[4..], Version);
        bytes[6] = (byte)node;
        bytes[7] = last;
    }

    private static string? CheckHead(ReadOnlySpan<byte> bytes, int length, uint magic, int node)
    {
        if (bytes.Length != length || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != magic)
        {
            return "it is no beastq, or a much older one";
        }

        int version = BinaryPrimitives.ReadUInt16LittleEndian(bytes[4..]);
        return version != Version ? $"it speaks version {version} of the peer channel, this is {Version}; "
                + "use the same version of beastq on both nodes"
            : bytes[6] != node ? $"it says that it is node {bytes[6]}, not {node}; check 'node' and 'interlinks' "
                + "of both configurations"
            : null;
    }

    private static byte[] Sign(RecordKey key, ReadOnlySpan<byte> purpose, params ReadOnlySpan<byte[]> parts)
    {
        int length = purpose.Length;
        foreach (byte[] part in parts)
        {
            length += part.Length;
        }

        byte[] data = new byte[length];
        purpose.CopyTo(data);
        int at = purpose.Length;
        foreach (byte[] part in parts)
        {
            part.CopyTo(data, at);
            at += part.Length;
        }

        byte[] signature = new byte[RecordKey.SignatureLength];
        key.Sign(data, signature);
        return signature;
    }
}
