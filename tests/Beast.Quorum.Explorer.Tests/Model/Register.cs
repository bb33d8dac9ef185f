namespace Beast.Quorum.Explorer.Tests.Model;

/// <summary>
/// The ring of one node, as far as it matters: the two newest records, since one unreadable block hides one record.
/// </summary>
internal struct Register
{
    public Publication Newest;

    public Publication Older;

    /// <summary>How many of the two the peer has not seen: 0, 1 (the newest) or 2. Stands for the sequence.</summary>
    public byte Unseen;
}
