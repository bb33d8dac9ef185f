namespace Beast.Quorum.Explorer.Tests.Model;

/// <summary>Reads what <see cref="BitWriter"/> wrote, in the same order.</summary>
internal struct BitReader(ulong word)
{
    private ulong rest = word;

    public byte Take(int bits)
    {
        byte value = (byte)(rest & ((1UL << bits) - 1));
        rest >>= bits;
        return value;
    }

    public bool Flag() => Take(1) == 1;

    public Publication Said() => new((Role)Take(2), Take(3), Flag());
}
