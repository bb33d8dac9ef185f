namespace Beast.Quorum.Storage.Fencing;

/// <summary>One disk of a pool, as fencing sees it.</summary>
/// <param name="Pool">The pool.</param>
/// <param name="Vdev">Its top-level vdev; the disk's own name if it is one by itself.</param>
/// <param name="Name">Its name, for people.</param>
/// <param name="Paths">Every path to it, as whole disks; empty if none is known.</param>
public sealed record FencedDisk(string Pool, string Vdev, string Name, IReadOnlyList<string> Paths);

/// <summary>How an order to one disk ended.</summary>
/// <param name="Disk">The disk.</param>
/// <param name="Ok">Whether the disk is as it must be, seen by reading it back.</param>
/// <param name="Text">One line for people.</param>
public sealed record DiskOutcome(FencedDisk Disk, bool Ok, string Text);
