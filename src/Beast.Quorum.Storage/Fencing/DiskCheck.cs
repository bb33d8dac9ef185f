namespace Beast.Quorum.Storage.Fencing;

/// <summary>How one disk of an owner stands.</summary>
internal enum DiskHold
{
    /// <summary>This node's key is registered and holds the reservation.</summary>
    Held,

    /// <summary>It carries no key at all, or this node's key and no reservation.</summary>
    Missing,

    /// <summary>A list of keys was read, and this node's is not among them: it was removed.</summary>
    Lost,

    /// <summary>It could not be told. A read that fails is no proof of anything.</summary>
    Unknown,
}

/// <summary>The answer of one disk.</summary>
internal sealed record DiskCheck(FencedDisk Disk, DiskHold State, string Text)
{
    public static DiskCheck Of(DiskCalls calls, FencedDisk disk, ReservationKeys keys)
    {
        string why = "no path to it is known; list it under disks of the method scsi-pr";
        foreach (string path in disk.Paths)
        {
            if (calls.TryKeys(path, out IReadOnlyList<ulong> found, out why))
            {
                return Judge(calls, disk, path, found, keys);
            }
        }

        return new DiskCheck(disk, DiskHold.Unknown, $"the reservation of disk {disk.Name} cannot be read: {why}");
    }

    private static DiskCheck Judge(
        DiskCalls calls, FencedDisk disk, string path, IReadOnlyList<ulong> found, ReservationKeys keys)
    {
        if (found.Count == 0)
        {
            return new DiskCheck(disk, DiskHold.Missing, "");
        }

        if (!found.Contains(keys.Own))
        {
            string others = string.Join(", ", found.Distinct().Select(ReservationKeys.Show));
            return new DiskCheck(disk, DiskHold.Lost,
                $"disk {disk.Name} carries {others} and not {ReservationKeys.Show(keys.Own)}, which is this node's");
        }

        if (!calls.TryReservation(path, out DiskReservation? held, out string why))
        {
            return new DiskCheck(disk, DiskHold.Unknown, $"the reservation of disk {disk.Name} cannot be read: {why}");
        }

        return held switch
        {
            null => new DiskCheck(disk, DiskHold.Missing, ""),
            _ when held.Key == keys.Own => new DiskCheck(disk, DiskHold.Held, ""),
            _ => new DiskCheck(disk, DiskHold.Unknown,
                $"disk {disk.Name} is reserved by {ReservationKeys.Show(held.Key)}, beside this node's key"),
        };
    }
}
