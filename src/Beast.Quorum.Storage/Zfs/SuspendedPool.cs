namespace Beast.Quorum.Storage.Zfs;

/// <summary>
/// Tells a suspended pool by <c>zpool status</c>: illumos ZFS goes on listing it as ONLINE or DEGRADED, and only the
/// message says what happened (<c>see: …/msg/ZFS-8000-HC</c>; zfs-events(7) names the messages).
/// </summary>
public static class SuspendedPool
{
    // Waiting for the disks (failmode=wait), going on with errors (continue), suspended by multihost.
    private static readonly string[] Messages = ["ZFS-8000-HC", "ZFS-8000-JQ", "ZFS-8000-MM"];

    /// <summary>Whether the status of one pool says that its I/O is suspended.</summary>
    public static bool Is(string status)
    {
        foreach (string line in status.Split('\n'))
        {
            string text = line.Trim();
            bool see = text.StartsWith("see:", StringComparison.Ordinal) &&
                Array.Exists(Messages, message => text.EndsWith(message, StringComparison.Ordinal));
            if (see || text == "state: SUSPENDED")
            {
                return true;
            }
        }

        return false;
    }
}
