using System.Buffers.Binary;
using System.Security.Cryptography;
using Beast.Quorum.Core.Records;

namespace Beast.Quorum.Simulation.Pair;

/// <summary>
/// The shared key, with a memory of what it signed last: a record that comes back byte for byte is not computed again,
/// any other one is. The signatures are the real ones.
/// </summary>
internal sealed class RememberingKey : RecordKey, IDisposable
{
    /// <summary>Two rings, and datagrams under way.</summary>
    private const int Remembered = 256;

    private readonly IncrementalHash hash;
    private readonly byte[][] signed = new byte[Remembered][];
    private readonly int[] lengths = new int[Remembered];

    public RememberingKey(ReadOnlySpan<byte> key)
        : base(key) => hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);

    public override void Sign(ReadOnlySpan<byte> data, Span<byte> signature)
    {
        hash.AppendData(data);
        hash.GetHashAndReset(signature);
        Remember(data, signature);
    }

    public override bool Verifies(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) =>
        IsRemembered(data, signature) || base.Verifies(data, signature);

    public void Dispose() => hash.Dispose();

    private void Remember(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        int slot = Slot(signature);
        lengths[slot] = data.Length + SignatureLength;
        signed[slot] ??= new byte[RecordCodec.LongestLength];
        data.CopyTo(signed[slot]);
        signature[..SignatureLength].CopyTo(signed[slot].AsSpan(data.Length));
    }

    private bool IsRemembered(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        int slot = Slot(signature);
        return lengths[slot] == data.Length + SignatureLength
            && data.SequenceEqual(signed[slot].AsSpan(0, data.Length))
            && signature.SequenceEqual(signed[slot].AsSpan(data.Length, SignatureLength));
    }

    private static int Slot(ReadOnlySpan<byte> signature) =>
        (int)(BinaryPrimitives.ReadUInt32LittleEndian(signature) % Remembered);
}
