using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Daemon.Configuration.Schema;
using Beast.Quorum.Daemon.Configuration.Yaml;
using YamlDotNet.Core;

namespace Beast.Quorum.Daemon.Configuration;

/// <summary>
/// Turns the text of a configuration into a <see cref="BeastqConfiguration"/>, or into all its faults at once.
/// </summary>
public static class ConfigurationReader
{
    /// <summary>Reads and checks a text. Never throws, whatever the text.</summary>
    /// <param name="text">YAML.</param>
    public static ConfigurationResult Read(string text)
    {
        if (UnprintableLine(text) is int line)
        {
            return Refused(line, "contains a control character; allowed: a YAML file in UTF-8");
        }

        YamlItem? root;
        try
        {
            root = YamlTree.Parse(text.TrimStart('\ufeff'));
        }
        catch (YamlException fault)
        {
            string end = fault.End.Line > fault.Start.Line ? $" (noticed in line {fault.End.Line})" : "";
            return Refused(
                (int)fault.Start.Line,
                $"column {fault.Start.Column}: not valid YAML: {Printable.Short(fault.Message, 200)}{end}");
        }

        return root is null
            ? Refused(0, "is empty; start from beastq.yml.sample")
            : Build(root);
    }

    private static ConfigurationResult Build(YamlItem root)
    {
        Reading reading = new();
        BeastqConfiguration configuration = (BeastqConfiguration)BeastqSchema.Root.Read(root, "", reading);
        if (root is YamlMap)
        {
            foreach (RuleFault fault in ConfigurationRules.Check(configuration))
            {
                reading.Add(fault);
            }
        }

        return reading.Faults.Count > 0
            ? new ConfigurationResult([.. reading.Faults.OrderBy(fault => fault.Line)])
            : new ConfigurationResult(configuration, reading.Given);
    }

    private static int? UnprintableLine(string text)
    {
        int line = 1;
        foreach (char letter in text)
        {
            if (letter == '\n')
            {
                line++;
            }
            else if (letter < ' ' && letter is not ('\t' or '\r'))
            {
                return line;
            }
        }

        return null;
    }

    private static ConfigurationResult Refused(int line, string message) =>
        new([new ConfigurationFault(line, "", message)]);
}
