namespace Beast.Quorum.Lab.Disks;

/// <summary>PERSISTENT RESERVE OUT as a target carries it out (SPC-3, 5.6); null is RESERVATION CONFLICT.</summary>
internal static class ReservationOrders
{
    internal static DiskReservations? Register(
        DiskReservations disk, string nexus, ulong key, ulong newKey, bool ignore)
    {
        if (!ignore && disk.KeyOf(nexus) != key)
        {
            return null;
        }

        if (newKey == 0)
        {
            DiskReservations without = disk with
            {
                Registrations = [.. disk.Registrations.Where(one => one.Nexus != nexus)],
                Generation = disk.Generation + 1,
            };
            return disk.Holder == nexus ? Freed(without, nexus) : without;
        }

        var changed = new Registration(nexus, newKey);
        return disk with
        {
            Registrations = disk.IsRegistered(nexus)
                ? [.. disk.Registrations.Select(one => one.Nexus == nexus ? changed : one)]
                : [.. disk.Registrations, changed],
            Generation = disk.Generation + 1,
        };
    }

    internal static DiskReservations? Reserve(DiskReservations disk, string nexus, ulong key, int type)
    {
        if (!Knows(disk, nexus, key) || (disk.Type != 0 && (disk.Holder != nexus || disk.Type != type)))
        {
            return null;
        }

        return disk with { Holder = nexus, Type = type };
    }

    internal static DiskReservations? Release(DiskReservations disk, string nexus, ulong key, int type)
    {
        if (!Knows(disk, nexus, key) || (disk.Holder == nexus && disk.Type != type))
        {
            return null;
        }

        return disk.Holder == nexus ? Freed(disk, nexus) : disk;
    }

    internal static DiskReservations? Clear(DiskReservations disk, string nexus, ulong key) =>
        !Knows(disk, nexus, key) ? null : disk with
        {
            Attentions = Others(disk, nexus),
            Registrations = [],
            Holder = "",
            Type = 0,
            Generation = disk.Generation + 1,
        };

    internal static DiskReservations? Preempt(DiskReservations disk, string nexus, ulong key, ulong other, int type)
    {
        bool holds = disk.Type != 0 && disk.KeyOf(disk.Holder) == other;
        if (!Knows(disk, nexus, key) || disk.Registrations.All(one => one.Key != other))
        {
            return null;
        }

        string[] gone = [.. disk.Registrations.Where(one => one.Key == other && one.Nexus != nexus)
            .Select(one => one.Nexus)];
        return disk with
        {
            Registrations = [.. disk.Registrations.Where(one => !gone.Contains(one.Nexus))],
            Attentions = [.. disk.Attentions.Union(gone)],
            Holder = holds ? nexus : disk.Holder,
            Type = holds ? type : disk.Type,
            Generation = disk.Generation + 1,
        };
    }

    private static bool Knows(DiskReservations disk, string nexus, ulong key) =>
        disk.IsRegistered(nexus) && disk.KeyOf(nexus) == key;

    private static DiskReservations Freed(DiskReservations disk, string nexus) =>
        disk with { Holder = "", Type = 0, Attentions = Others(disk, nexus) };

    private static IReadOnlyList<string> Others(DiskReservations disk, string nexus) =>
        [.. disk.Attentions.Union(disk.Registrations.Select(one => one.Nexus)).Where(one => one != nexus)];
}
