using Beast.Quorum.Core.Configuration;

namespace Beast.Quorum.Daemon.Configuration.Schema;

/// <summary>What one reading has found so far: where each key stands, and what is wrong.</summary>
internal sealed class Reading
{
    private readonly List<ConfigurationFault> faults = [];
    private readonly Dictionary<string, int> lines = [];
    private readonly HashSet<string> given = [];
    private readonly HashSet<string> damaged = [];
    private readonly HashSet<string> aboveDamaged = [];

    public IReadOnlyList<ConfigurationFault> Faults => faults;

    public IReadOnlySet<string> Given => given;

    /// <summary>Remembers where something stands, so that rules can be reported there.</summary>
    public void At(string path, int line) => lines.TryAdd(path, line);

    /// <summary>Remembers that the file contains a key.</summary>
    public void Give(string path, int line)
    {
        given.Add(path);
        At(path, line);
    }

    /// <summary>Reports something that leaves no value unknown (an unknown key, a key given twice).</summary>
    public void Complain(int line, string path, string message) =>
        faults.Add(new ConfigurationFault(line, path, message));

    /// <summary>Reports that a setting has no usable value.</summary>
    public void Damage(int line, string path, string message)
    {
        Complain(line, path, message);
        damaged.Add(path);
        aboveDamaged.UnionWith(Above(path));
    }

    public bool IsDamaged(string path) => damaged.Contains(path);

    /// <summary>Reports a broken rule, unless it speaks of a value that could not be read.</summary>
    public void Add(RuleFault fault)
    {
        if (!fault.Others.Append(fault.Key).Any(IsUnknown))
        {
            Complain(LineOf(fault), fault.Key, fault.Message);
        }
    }

    private bool IsUnknown(string path) =>
        damaged.Contains(path) || aboveDamaged.Contains(path) || Above(path).Any(damaged.Contains);

    // A key that is not in the file is reported where another stands that made it needed, else at its section.
    private int LineOf(RuleFault fault) => fault.Others
        .Prepend(fault.Key)
        .Concat(Above(fault.Key))
        .Where(lines.ContainsKey)
        .Select(known => lines[known])
        .FirstOrDefault(1);

    private static IEnumerable<string> Above(string path)
    {
        for (int end = Cut(path); end > 0; end = Cut(path[..end]))
        {
            yield return path[..end];
        }

        static int Cut(string text) => Math.Max(text.LastIndexOf('.'), text.LastIndexOf('['));
    }
}
