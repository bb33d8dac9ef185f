using System.Text;
using Beast.Quorum.Daemon.Configuration;
using Beast.Quorum.Fuzz.Tests.Engine;

namespace Beast.Quorum.Fuzz.Tests.Targets.Daemon;

/// <summary>
/// Configuration files: read, or refused with faults that a person can find; and what was read can be shown and read
/// back as the same.
/// </summary>
internal sealed class ConfigurationTarget : FuzzTarget
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public override string Name => "configuration";

    public override IReadOnlyList<string> Words =>
        ["node: ", "timing: fast", "\n  - ", "groups:\n", "pools: [", "]", "{", "}", "&a ", "*a", "|\n", ">\n",
            "1h", "~",
            "custom", "'", "\"", "%YAML 1.1\n", "<<: ", "? ", "!!str "];

    public override int Cost => 15;

    // The scanner of the YAML package takes some 100 bytes for a character; a fault takes more.
    public override (long Base, long PerByte) Memory => (4 * 1024 * 1024, 4000);

    public override Depth Run(byte[] input)
    {
        string text;
        try
        {
            text = Strict.GetString(input);
        }
        catch (DecoderFallbackException)
        {
            return Depth.Refused;
        }

        ConfigurationResult result = ConfigurationReader.Read(text);
        Must(result.IsValid == (result.Faults.Count == 0), "neither valid nor faulty");
        int lines = text.Split('\n').Length + text.Split('\r').Length + text.Split('\u0085').Length
            + text.Split('\u2028').Length + text.Split('\u2029').Length;
        foreach (ConfigurationFault fault in result.Faults.Take(100))
        {
            Must(fault.Message.Length > 0 && fault.Line >= 0 && fault.Line <= lines, "a fault that cannot be found");
            Must(!fault.ToString().Any(char.IsControl), "a fault is no line");
        }

        if (!result.IsValid)
        {
            return Depth.Looked;
        }

        string shown = ConfigurationText.Show(result);
        ConfigurationResult again = ConfigurationReader.Read(shown);
        Must(again.IsValid, $"what is shown is refused: {string.Join(", ", again.Faults.Take(3))}\n{shown}");
        Must(Values(ConfigurationText.Show(again)) == Values(shown), "what is shown reads back otherwise");
        return Depth.Accepted;
    }

    // Read back, every key is given, so that the marks of the defaults are gone.
    private static string Values(string shown) => string.Join('\n', shown.Split('\n')
        .Select(line => line.Replace("  # default", "", StringComparison.Ordinal)));
}
