using System.Globalization;
using Beast.Quorum.Daemon.Doctor.Facts;

namespace Beast.Quorum.Daemon.Doctor.Gathering;

/// <summary>Collects facts from several threads until it is closed; what comes later is too late.</summary>
internal sealed class FactBook
{
    private readonly Dictionary<string, Fact> facts = [];
    private bool closed;

    public void Set(string name, Fact fact)
    {
        lock (facts)
        {
            if (!closed)
            {
                facts[name] = fact;
            }
        }
    }

    public void Set(string name, string value) => Set(name, Fact.Is(value));

    public void Set(string name, long value) => Set(name, value.ToString(CultureInfo.InvariantCulture));

    public void Set(string name, bool value) => Set(name, value ? "yes" : "no");

    /// <summary>Rows of fields; tabs and line ends in a field become blanks.</summary>
    public void Set(string name, IEnumerable<IEnumerable<string>> rows) => Set(
        name, string.Join('\n', rows.Select(row => string.Join('\t', row.Select(field => field
            .Replace('\t', ' ').Replace('\n', ' '))))));

    /// <summary>Takes no more.</summary>
    public FactSheet Close(int node)
    {
        lock (facts)
        {
            closed = true;
            return new FactSheet { Node = node, Facts = new Dictionary<string, Fact>(facts) };
        }
    }
}
