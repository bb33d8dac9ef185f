namespace Beast.Quorum.Explorer.Tests.Model;

/// <summary>A world in 24 bytes: a word for each node and one for what lies between them.</summary>
internal readonly record struct Packed(ulong First, ulong Second, ulong Between)
{
    /// <summary>A well mixed hash; the same in every run.</summary>
    public uint Mix()
    {
        ulong hash = First * 0x9E3779B97F4A7C15;
        hash = (hash ^ (hash >> 29) ^ Second) * 0xBF58476D1CE4E5B9;
        hash = (hash ^ (hash >> 32) ^ Between) * 0x94D049BB133111EB;
        return (uint)(hash >> 32) ^ (uint)(hash >> 9);
    }
}
