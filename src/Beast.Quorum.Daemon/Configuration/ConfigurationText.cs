using System.Text;

namespace Beast.Quorum.Daemon.Configuration;

/// <summary>What <c>config check</c>, <c>config show</c> and a refused start print.</summary>
public static class ConfigurationText
{
    private const int MostFaults = 100;

    /// <summary>
    /// The verdict on a file: one line if it is valid, else one line a fault and a last one with their number.
    /// </summary>
    /// <param name="path">The file, as the messages name it.</param>
    /// <param name="result">What came of reading it.</param>
    public static string Check(string path, ConfigurationResult result)
    {
        if (result.IsValid)
        {
            return $"{path}: no faults\n";
        }

        StringBuilder text = new();
        foreach (ConfigurationFault fault in result.Faults.Take(MostFaults))
        {
            text.Append(fault.Describe(path)).Append('\n');
        }

        int count = result.Faults.Count;
        if (count > MostFaults)
        {
            text.Append(path).Append($": and {count - MostFaults} more\n");
        }

        return text.Append(path).Append($": {count} {(count == 1 ? "fault" : "faults")}; nothing was started\n")
            .ToString();
    }

    /// <summary>The configuration in force, as YAML that reads back the same, with defaults marked.</summary>
    /// <param name="result">A valid result.</param>
    /// <exception cref="InvalidOperationException">The result has faults instead.</exception>
    public static string Show(ConfigurationResult result) =>
        new ConfigurationWriter(result.Given, explain: false).Write(result.Configuration);
}
