namespace Beast.Quorum.Storage.Fencing;

/// <summary>What a disk is reserved as.</summary>
/// <param name="Key">Key of the holder.</param>
/// <param name="Type">The type's number (SPC-3): 5 is write exclusive, registrants only.</param>
public sealed record DiskReservation(ulong Key, int Type)
{
    /// <summary>Write exclusive, registrants only (scsi_all.h): registered nodes may write, all read.</summary>
    public const int WriteExclusiveRegistrantsOnly = 5;
}

/// <summary>
/// A program that carries persistent reservations to a disk: its command lines, and what its answers mean. Every path
/// is a whole disk; a registration counts for the path that made it.
/// </summary>
public interface IReservations
{
    /// <summary>Name of the program, for people.</summary>
    public string Name { get; }

    /// <summary>Asks for the registered keys; <see cref="TryParseKeys"/>.</summary>
    public IReadOnlyList<string> ReadKeys(string path);

    /// <summary>Asks who holds the reservation; <see cref="TryParseReservation"/>.</summary>
    public IReadOnlyList<string> ReadReservation(string path);

    /// <summary>Asks what the disk can do; <see cref="TryParseCapabilities"/>.</summary>
    public IReadOnlyList<string> ReadCapabilities(string path);

    /// <summary>Registers a key on this path, whatever was registered before.</summary>
    public IReadOnlyList<string> Register(string path, ulong key);

    /// <summary>Takes the key of this path away, and with it a reservation that it holds.</summary>
    public IReadOnlyList<string> Unregister(string path, ulong key);

    /// <summary>Reserves, type <see cref="DiskReservation.WriteExclusiveRegistrantsOnly"/>.</summary>
    public IReadOnlyList<string> Reserve(string path, ulong key);

    /// <summary>Ends a reservation that this key holds.</summary>
    public IReadOnlyList<string> Release(string path, ulong key);

    /// <summary>Removes every registration of another key, and takes its reservation.</summary>
    /// <param name="path">The disk.</param>
    /// <param name="key">This node's key.</param>
    /// <param name="other">The key that is removed.</param>
    /// <param name="abort">Whether the commands that are under way under that key are aborted too.</param>
    public IReadOnlyList<string> Preempt(string path, ulong key, ulong other, bool abort);

    /// <summary>Reads the answer to <see cref="ReadKeys"/>; false if it is none.</summary>
    public bool TryParseKeys(string text, out IReadOnlyList<ulong> keys);

    /// <summary>Reads the answer to <see cref="ReadReservation"/>; null if there is no reservation.</summary>
    public bool TryParseReservation(string text, out DiskReservation? reservation);

    /// <summary>
    /// Reads the answer to <see cref="ReadCapabilities"/>: whether the type is listed. CTL lists too little (its own
    /// reservation of a type that it says it lacks succeeds), so "no" is no proof.
    /// </summary>
    public bool TryParseCapabilities(string text, out bool listsType);
}
