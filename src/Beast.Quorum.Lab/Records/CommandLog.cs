using System.Globalization;
using Beast.Quorum.Lab.Clock;

namespace Beast.Quorum.Lab.Records;

/// <summary>
/// Every tool command: <c>TICKS start ID ARGV</c> before it runs and <c>TICKS end ID EXIT</c> after it.
/// </summary>
internal sealed class CommandLog : IDisposable
{
    private readonly LineLog _lines;
    private int _last;

    internal CommandLog(string path) => _lines = new LineLog(path);

    internal int Start(ReadOnlySpan<string> arguments)
    {
        int id = Interlocked.Increment(ref _last);
        string text = string.Join(' ', arguments.ToArray());
        _lines.Append(string.Create(CultureInfo.InvariantCulture, $"{LabClock.Now} start {id} {text}"));
        return id;
    }

    internal void End(int id, int exit) =>
        _lines.Append(string.Create(CultureInfo.InvariantCulture, $"{LabClock.Now} end {id} {exit}"));

    public void Dispose() => _lines.Dispose();
}
