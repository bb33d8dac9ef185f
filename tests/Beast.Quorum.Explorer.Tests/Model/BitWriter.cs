namespace Beast.Quorum.Explorer.Tests.Model;

/// <summary>Fills a word from its lowest bit.</summary>
internal struct BitWriter
{
    private int at;

    public ulong Word { get; private set; }

    public void Put(int value, int bits)
    {
        if (value < 0 || value >> bits != 0 || at + bits > 64)
        {
            throw new InvalidOperationException($"{value} does not fit into {bits} bits at {at}: widen the packing");
        }

        Word |= (ulong)value << at;
        at += bits;
    }

    public void Put(bool value) => Put(value ? 1 : 0, 1);

    public void Put(Publication said)
    {
        Put((int)said.Role, 2);
        Put(said.Epoch, 3);
        Put(said.Stopping);
    }
}
