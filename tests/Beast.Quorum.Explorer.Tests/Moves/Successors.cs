using Beast.Quorum.Explorer.Tests.Model;

namespace Beast.Quorum.Explorer.Tests.Moves;

/// <summary>Collects the worlds that may follow one; used again and again without allocating.</summary>
internal sealed class Successors
{
    private World[] worlds = new World[64];
    private Step[] steps = new Step[64];

    public int Count { get; private set; }

    public void Clear() => Count = 0;

    public ref readonly World WorldAt(int at) => ref worlds[at];

    public Step StepAt(int at) => steps[at];

    public void Add(in World world, StepKind kind, int node = 0)
    {
        if (Count == worlds.Length)
        {
            Array.Resize(ref worlds, Count * 2);
            Array.Resize(ref steps, Count * 2);
        }

        worlds[Count] = world;
        steps[Count] = new Step(kind, node);
        Count++;
    }
}
