using Beast.Quorum.Explorer.Tests.Model;

namespace Beast.Quorum.Explorer.Tests.Search;

/// <summary>Every state found, numbered in the order of finding, with the state that it was found from.</summary>
internal sealed class StateStore
{
    private const int ChunkBits = 16;
    private const int ChunkMask = (1 << ChunkBits) - 1;

    private readonly List<Packed[]> states = [];
    private readonly List<int[]> parents = [];

    // Open addressing; an entry is the number of a state plus one, so that 0 is empty.
    private int[] table = new int[1 << 16];

    public int Count { get; private set; }

    public Packed this[int state] => states[state >> ChunkBits][state & ChunkMask];

    /// <summary>The state that this one was found from, or -1.</summary>
    public int ParentOf(int state) => parents[state >> ChunkBits][state & ChunkMask];

    /// <summary>False if the state is known already.</summary>
    public bool Add(Packed state, int parent)
    {
        uint mask = (uint)table.Length - 1;
        uint at = state.Mix() & mask;
        while (table[at] != 0)
        {
            if (this[table[at] - 1] == state)
            {
                return false;
            }

            at = (at + 1) & mask;
        }

        if ((Count & ChunkMask) == 0)
        {
            states.Add(new Packed[1 << ChunkBits]);
            parents.Add(new int[1 << ChunkBits]);
        }

        states[Count >> ChunkBits][Count & ChunkMask] = state;
        parents[Count >> ChunkBits][Count & ChunkMask] = parent;
        Count++;
        table[at] = Count;
        if (Count > table.Length * 0.6)
        {
            Grow();
        }

        return true;
    }

    private void Grow()
    {
        table = new int[table.Length * 2];
        uint mask = (uint)table.Length - 1;
        for (int state = 0; state < Count; state++)
        {
            uint at = this[state].Mix() & mask;
            while (table[at] != 0)
            {
                at = (at + 1) & mask;
            }

            table[at] = state + 1;
        }
    }
}
