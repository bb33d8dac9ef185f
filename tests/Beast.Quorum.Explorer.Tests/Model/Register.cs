namespace Beast.Quorum.Explorer.Tests.Model;

/// <summary>The ring of one node, as far as it matters: the newest record that the peer can read.</summary>
internal struct Register
{
    public Publication Newest;

    /// <summary>The peer has not seen it, nor a later one. Stands for the sequence.</summary>
    public bool Unseen;
}
