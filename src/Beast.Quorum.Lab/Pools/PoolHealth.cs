using System.Globalization;
using Beast.Quorum.Lab.Clock;

namespace Beast.Quorum.Lab.Pools;

/// <summary>
/// The errors and the scrub of a pool. They are on its disks, so they go with it from host to host, and a scrub goes on
/// where it was. A finished scrub repairs every damaged object; the counters stay until somebody clears them.
/// </summary>
internal sealed class PoolHealth
{
    private readonly string path;
    private readonly Dictionary<string, string> fields = new(StringComparer.Ordinal);

    private PoolHealth(string path)
    {
        this.path = path;
        if (!File.Exists(path))
        {
            return;
        }

        foreach (string line in File.ReadAllLines(path))
        {
            int equals = line.IndexOf('=', StringComparison.Ordinal);
            fields[line[..Math.Max(0, equals)]] = line[(equals + 1)..];
        }

        End();
    }

    /// <summary>As it is now.</summary>
    public static PoolHealth Of(PoolStore store, string pool) => new(store.HealthPath(pool));

    /// <summary>Checksum errors of the pool's first disk.</summary>
    public long Checksum => Number("checksum");

    /// <summary>What is damaged, in ZFS's words.</summary>
    public IReadOnlyList<string> Objects =>
        Text("objects").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whether a scrub runs.</summary>
    public bool Scrubs => Began > 0;

    private long Began => Number("began");

    private long ScrubMilliseconds => Number("scrub_ms");

    /// <summary>Damages it.</summary>
    public void Damage(long checksum, IEnumerable<string> objects)
    {
        Set("checksum", checksum);
        fields["objects"] = string.Join(' ', objects);
        Save();
    }

    /// <summary>How long scrubs take from now on.</summary>
    public void ScrubFor(long milliseconds)
    {
        Set("scrub_ms", milliseconds);
        Save();
    }

    /// <summary>Begins a scrub, unless one runs.</summary>
    public void Scrub()
    {
        Set("began", LabClock.Now);
        fields["since"] = SystemDate.Show(DateTimeOffset.UtcNow.ToUnixTimeSeconds());
        End();
        Save();
    }

    /// <summary>Clears the counters.</summary>
    public void Clear()
    {
        Set("checksum", 0);
        Save();
    }

    /// <summary>What the scan line says; empty before the first scrub.</summary>
    public string Scan(bool openZfs)
    {
        if (!Scrubs)
        {
            return Text("ended").Length == 0 ? ""
                : openZfs ? $"scrub repaired {Text("repaired")}B in 00:00:00 with 0 errors on {Text("ended")}"
                : $"scrub repaired {Text("repaired")} in 0h0m with 0 errors on {Text("ended")}";
        }

        double whole = ScrubMilliseconds;
        double done = Math.Min(LabClock.Milliseconds(LabClock.Now - Began), whole);
        double share = done / whole;
        var left = TimeSpan.FromMilliseconds(whole - done);
        return "scrub in progress since " + Text("since") + "\n" + (openZfs
            ? string.Create(CultureInfo.InvariantCulture,
                $"\t{191 * share:0.0}K / 191K scanned at 1K/s, {191 * share:0.0}K / 191K issued at 1K/s\n"
                + $"\t0B repaired, {share * 100:0.00}% done, {left:hh\\:mm\\:ss} to go")
            : string.Create(CultureInfo.InvariantCulture,
                $"        {191 * share:0.0}K scanned out of 191K at 1K/s, {left.Hours}h{left.Minutes}m to go\n"
                + $"        0 repaired, {share * 100:0.00}% done"));
    }

    private void End()
    {
        if (!Scrubs || LabClock.Now < Began + LabClock.FromMilliseconds(ScrubMilliseconds))
        {
            return;
        }

        fields["repaired"] = Objects.Count > 0 ? "1K" : "0";
        fields["ended"] = SystemDate.Show(DateTimeOffset.UtcNow.ToUnixTimeSeconds());
        fields["objects"] = "";
        Set("began", 0);
        Save();
    }

    private void Save()
    {
        string temporary = string.Create(CultureInfo.InvariantCulture,
            $"{path}.{Environment.ProcessId}.{Environment.CurrentManagedThreadId}");
        File.WriteAllLines(temporary, fields.Select(field => $"{field.Key}={field.Value}"));
        File.Move(temporary, path, overwrite: true);
    }

    private string Text(string name) => fields.GetValueOrDefault(name, "");

    private long Number(string name) =>
        long.TryParse(Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out long value) ? value : 0;

    private void Set(string name, long value) => fields[name] = value.ToString(CultureInfo.InvariantCulture);
}
