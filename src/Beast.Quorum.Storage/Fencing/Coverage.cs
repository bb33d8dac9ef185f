using System.Globalization;

namespace Beast.Quorum.Storage.Fencing;

/// <summary>
/// Whether enough disks of a pool obeyed: at least nine of ten, and of every top-level vdev all but what its own
/// redundancy can repair. What a stray owner still writes on the rest, checksums find and the others mend.
/// </summary>
public static class Coverage
{
    /// <summary>Judges a pool.</summary>
    /// <param name="pool">The pool.</param>
    /// <param name="outcomes">Every disk of it.</param>
    /// <param name="text">One line for people, with what failed.</param>
    public static bool Suffices(string pool, IReadOnlyList<DiskOutcome> outcomes, out string text)
    {
        ArgumentNullException.ThrowIfNull(outcomes);
        int good = outcomes.Count(outcome => outcome.Ok);
        string[] weak = [.. outcomes.GroupBy(outcome => outcome.Disk.Vdev)
            .Where(vdev => vdev.Count(disk => !disk.Ok) > Spares(vdev.Key, vdev.Count()))
            .Select(vdev => vdev.Key)];
        bool enough = outcomes.Count > 0 && good * 10 >= outcomes.Count * 9 && weak.Length == 0;
        string failed = string.Join("; ", outcomes.Where(outcome => !outcome.Ok)
            .Select(outcome => $"{outcome.Disk.Name}: {outcome.Text}"));
        text = string.Create(CultureInfo.InvariantCulture, $"pool {pool}: {good} of {outcomes.Count} disks")
            + (enough || weak.Length == 0 ? "" : $", too few of {string.Join(", ", weak)}")
            + (enough || weak.Length > 0 ? "" : ", fewer than nine of ten")
            + (failed.Length == 0 ? "" : $" ({failed})");
        return enough;
    }

    /// <summary>How many disks of a top-level vdev may fail to obey, by its name (zpoolconcepts(7)).</summary>
    private static int Spares(string vdev, int disks)
    {
        if (vdev.StartsWith("mirror", StringComparison.Ordinal))
        {
            return disks - 1;
        }

        foreach (string kind in (ReadOnlySpan<string>)["raidz", "draid"])
        {
            if (vdev.StartsWith(kind, StringComparison.Ordinal))
            {
                return vdev.Length > kind.Length && vdev[kind.Length] is >= '1' and <= '3'
                    ? vdev[kind.Length] - '0'
                    : 1;
            }
        }

        return 0;
    }
}
