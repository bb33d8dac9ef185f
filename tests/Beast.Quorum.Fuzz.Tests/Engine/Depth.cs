namespace Beast.Quorum.Fuzz.Tests.Engine;

/// <summary>How far an input came.</summary>
internal enum Depth
{
    /// <summary>Turned away at the first look: not text, no magic number, another version.</summary>
    Refused,

    /// <summary>Past the first look, and refused then.</summary>
    Looked,

    /// <summary>Taken for what the reader reads.</summary>
    Accepted,
}
