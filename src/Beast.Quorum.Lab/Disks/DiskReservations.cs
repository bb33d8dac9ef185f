using System.Globalization;

namespace Beast.Quorum.Lab.Disks;

/// <summary>A registration: the key of one nexus, in the order in which they came.</summary>
internal sealed record Registration(string Nexus, ulong Key);

/// <summary>
/// What one disk remembers of persistent reservations (SPC-3), as the disk itself would: a file a disk, so that both
/// hosts see the same.
/// </summary>
internal sealed record DiskReservations
{
    internal uint Generation { get; init; }

    internal IReadOnlyList<Registration> Registrations { get; init; } = [];

    /// <summary>The nexus that holds the reservation; empty: nobody.</summary>
    internal string Holder { get; init; } = "";

    /// <summary>The reservation's type, 1 to 8; 0: none.</summary>
    internal int Type { get; init; }

    /// <summary>Who is told of a change at the next command, by a unit attention.</summary>
    internal IReadOnlyList<string> Attentions { get; init; } = [];

    internal ulong KeyOf(string nexus) =>
        Registrations.FirstOrDefault(registration => registration.Nexus == nexus)?.Key ?? 0;

    internal bool IsRegistered(string nexus) =>
        Registrations.Any(registration => registration.Nexus == nexus);

    /// <summary>Whether writes of a nexus are refused with RESERVATION CONFLICT.</summary>
    internal bool Refuses(string nexus) => Type switch
    {
        0 => false,
        1 or 3 => Holder != nexus,
        _ => !IsRegistered(nexus),
    };

    internal static DiskReservations Load(string path)
    {
        var disk = new DiskReservations();
        foreach (string line in File.ReadAllLines(path))
        {
            disk = line.Split(' ') switch
            {
                ["generation", { } number] => disk with { Generation = uint.Parse(number, Culture) },
                ["key", { } nexus, { } key] => disk with
                {
                    Registrations = [.. disk.Registrations, new Registration(nexus, ulong.Parse(key, Culture))],
                },
                ["holder", { } nexus, { } type] => disk with { Holder = nexus, Type = int.Parse(type, Culture) },
                ["attention", { } nexus] => disk with { Attentions = [.. disk.Attentions, nexus] },
                _ => throw new InvalidDataException($"reservations of {path}: '{line}' is not understood"),
            };
        }

        return disk;
    }

    internal void Save(string path)
    {
        var lines = new List<string> { $"generation {Generation.ToString(Culture)}" };
        lines.AddRange(Registrations.Select(one => $"key {one.Nexus} {one.Key.ToString(Culture)}"));
        if (Type != 0)
        {
            lines.Add($"holder {Holder} {Type.ToString(Culture)}");
        }

        lines.AddRange(Attentions.Select(nexus => $"attention {nexus}"));
        File.WriteAllLines(path, lines);
    }

    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;
}
