using System.Globalization;
using Beast.Quorum.Lab.Clock;

namespace Beast.Quorum.Lab.Records;

/// <summary>
/// A host's own record of what it is able to write. An ability is written down before it begins and its end after it
/// has ended, so the record may show too much and never too little.
/// </summary>
internal sealed class ServingLog : IDisposable
{
    private readonly LineLog _lines;
    private readonly Lock _gate = new();

    internal ServingLog(string path) => _lines = new LineLog(path);

    internal void Boot(int role) => Write($"boot role {role}");

    internal void Pool(string name, PoolAbility ability) =>
        Write($"pool {name} {(ability switch
        {
            PoolAbility.ReadWrite => "rw",
            PoolAbility.ReadOnly => "ro",
            _ => "exported",
        })}");

    internal void Role(int role) => Write($"role {role}");

    internal void Lun(int lun, string pool, bool writable) =>
        Write($"lun {lun} {pool} {(writable ? "writable" : "closed")}");

    public void Dispose() => _lines.Dispose();

    private void Write(FormattableString what)
    {
        string text = what.ToString(CultureInfo.InvariantCulture);
        // One lock for clock and write: the lines of a file are in the order of their times.
        lock (_gate)
        {
            _lines.Append(string.Create(CultureInfo.InvariantCulture, $"{LabClock.Now} {text}"));
        }
    }
}
