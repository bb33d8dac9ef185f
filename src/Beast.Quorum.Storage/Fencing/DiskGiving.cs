namespace Beast.Quorum.Storage.Fencing;

/// <summary>Gives one disk up.</summary>
internal static class DiskGiving
{
    public static DiskOutcome Give(DiskCalls calls, FencedDisk disk, ulong own)
    {
        List<string> failed = [];
        foreach (string path in disk.Paths)
        {
            // A path without a registration refuses; that the key is gone is seen below.
            if (!calls.TryOrder(calls.Tool.Unregister(path, own), out string why))
            {
                failed.Add(why);
            }
        }

        foreach (string path in disk.Paths)
        {
            if (calls.TryKeys(path, out IReadOnlyList<ulong> found, out string why))
            {
                return found.Contains(own)
                    ? new DiskOutcome(disk, false, string.Join("; ", failed))
                    : new DiskOutcome(disk, true, "");
            }

            failed.Add(why);
        }

        return new DiskOutcome(disk, false, string.Join("; ", failed));
    }
}
