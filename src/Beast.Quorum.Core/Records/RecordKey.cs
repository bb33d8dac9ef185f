using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Beast.Quorum.Core.Records;

/// <summary>
/// The shared key that authenticates records and the device header (HMAC-SHA256). Open to the simulation, which
/// remembers what it has verified.
/// </summary>
public class RecordKey
{
    /// <summary>Shortest key that is accepted, in bytes.</summary>
    public const int Shortest = 32;

    /// <summary>Bytes of a signature.</summary>
    public const int SignatureLength = HMACSHA256.HashSizeInBytes;

    private readonly byte[] key;

    /// <summary>Wraps key material.</summary>
    /// <param name="key">At least <see cref="Shortest"/> bytes.</param>
    public RecordKey(ReadOnlySpan<byte> key)
    {
        if (key.Length < Shortest)
        {
            throw new ArgumentException(
                $"The key has {key.Length} bytes; at least {Shortest} are needed.", nameof(key));
        }

        this.key = key.ToArray();
        Span<byte> id = stackalloc byte[SignatureLength];
        HMACSHA256.HashData(key, "beastq key id"u8, id);
        Id = BinaryPrimitives.ReadUInt64LittleEndian(id);
    }

    /// <summary>
    /// Says which key it is without giving it away, so that "signed with another key" and "damaged" can be told apart.
    /// </summary>
    public ulong Id { get; }

    /// <summary>Signs data.</summary>
    /// <param name="data">What is signed.</param>
    /// <param name="signature">At least <see cref="SignatureLength"/> bytes.</param>
    public virtual void Sign(ReadOnlySpan<byte> data, Span<byte> signature) =>
        HMACSHA256.HashData(key, data, signature);

    /// <summary>Whether the signature is that of the data; takes equally long for every wrong one.</summary>
    public virtual bool Verifies(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        Span<byte> expected = stackalloc byte[SignatureLength];
        Sign(data, expected);
        return CryptographicOperations.FixedTimeEquals(expected, signature);
    }
}
