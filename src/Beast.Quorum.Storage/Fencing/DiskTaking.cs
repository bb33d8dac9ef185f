namespace Beast.Quorum.Storage.Fencing;

/// <summary>
/// Takes one disk, by what it says of itself: register on every path, remove the peer's key, reserve, and read back.
/// Each round reads first and then does the one thing that is missing, so it may begin anywhere and be repeated.
/// </summary>
internal sealed class DiskTaking(DiskCalls calls, ReservationKeys keys)
{
    private const int Rounds = 6;

    /// <summary>Whether the peer's key stays where it is: an owner that looks never takes a disk back.</summary>
    public bool OnlyIfFree { get; init; }

    /// <summary>
    /// For reads and for taking the own key away again, which may go on when orders may not; null: as the orders.
    /// </summary>
    public DiskCalls? Looks { get; init; }

    public DiskOutcome Take(FencedDisk disk)
    {
        if (disk.Paths.Count == 0)
        {
            return new DiskOutcome(disk, false, "no path to it is known: list it under disks of the method scsi-pr");
        }

        List<string> dead = [];
        List<string> paths = [.. disk.Paths.Where(path => Registers(path, dead))];
        if (paths.Count == 0)
        {
            return new DiskOutcome(disk, false, string.Join("; ", dead));
        }

        string last = "";
        for (int round = 0; round < Rounds && calls.Left > TimeSpan.Zero; round++)
        {
            if (!TryLook(paths[0], out IReadOnlyList<ulong> found, out DiskReservation? held, out last))
            {
                continue;
            }

            if (Foreign(found, held) is { } other)
            {
                return new DiskOutcome(disk, false,
                    $"key {ReservationKeys.Show(other)} is registered, which is neither node's; if nothing else uses "
                    + "the disk, clear it by hand (camcontrol persist, action clear)");
            }

            if (IsTaken(found, held))
            {
                string without = dead.Count == 0 ? "" : $"; without its path {string.Join("; ", dead)}";
                return new DiskOutcome(disk, true, $"reserved by {ReservationKeys.Show(keys.Own)}{without}");
            }

            if (OnlyIfFree && IsPeers(found, held))
            {
                return Yield(disk, paths, "the peer has just taken it");
            }

            if (!Proceed(paths[0], found, held, round, out string refused))
            {
                last = refused;
            }
        }

        // A registration that outlives the lease would outlive a fence.
        return OnlyIfFree ? Yield(disk, paths, last)
            : new DiskOutcome(disk, false, last.Length > 0 ? last : "it does not come to rest");
    }

    private bool Registers(string path, List<string> dead)
    {
        if (calls.TryOrderAgain(calls.Tool.Register(path, keys.Own), out string why))
        {
            return true;
        }

        dead.Add(why);
        return false;
    }

    private bool TryLook(
        string path, out IReadOnlyList<ulong> found, out DiskReservation? held, out string why)
    {
        held = null;
        DiskCalls looks = Looks ?? calls;
        return looks.TryKeys(path, out found, out why) && looks.TryReservation(path, out held, out why);
    }

    private bool Proceed(
        string path, IReadOnlyList<ulong> found, DiskReservation? held, int round, out string why)
    {
        why = "";
        if (!found.Contains(keys.Own))
        {
            return calls.TryOrder(calls.Tool.Register(path, keys.Own), out why);
        }

        if (IsPeers(found, held))
        {
            // With the abort first, which stops what the peer has under way; not every target can.
            return calls.TryOrder(calls.Tool.Preempt(path, keys.Own, keys.Peer, abort: round < 2), out why);
        }

        return held is null
            ? calls.TryOrder(calls.Tool.Reserve(path, keys.Own), out why)
            : calls.TryOrder(calls.Tool.Release(path, keys.Own), out why);
    }

    /// <summary>The peer came in between, or the lease ended: this node's key must not outlive a fence.</summary>
    private DiskOutcome Yield(FencedDisk disk, List<string> paths, string why)
    {
        foreach (string path in paths)
        {
            _ = (Looks ?? calls).TryOrderAgain(calls.Tool.Unregister(path, keys.Own), out _);
        }

        return new DiskOutcome(disk, false, why);
    }

    private bool IsPeers(IReadOnlyList<ulong> found, DiskReservation? held) =>
        found.Contains(keys.Peer) || held?.Key == keys.Peer;

    private bool IsTaken(IReadOnlyList<ulong> found, DiskReservation? held) =>
        held == new DiskReservation(keys.Own, DiskReservation.WriteExclusiveRegistrantsOnly)
        && found.Contains(keys.Own) && !found.Contains(keys.Peer);

    private ulong? Foreign(IReadOnlyList<ulong> found, DiskReservation? held)
    {
        foreach (ulong key in held is null ? found : [.. found, held.Key])
        {
            if (key != keys.Own && key != keys.Peer)
            {
                return key;
            }
        }

        return null;
    }
}
