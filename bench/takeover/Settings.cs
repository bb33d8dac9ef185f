using System.Globalization;
using Beast.Quorum.Core.Time;

namespace Beast.Quorum.Bench.Takeover;

/// <summary>What the command line asks for.</summary>
/// <param name="Presets">The timing presets, one run each.</param>
/// <param name="Rounds">Takeovers a preset.</param>
internal sealed record Settings(IReadOnlyList<string> Presets, int Rounds)
{
    private const string Usage = "usage: takeover [-n ROUNDS] [PRESET ...]   (default: -n 10 fast balanced)";

    /// <summary>Reads the arguments; null, with a reason on <paramref name="error"/>, if they make no sense.</summary>
    public static Settings? Read(string[] args, TextWriter error)
    {
        List<string> presets = [];
        int rounds = 10;
        for (int at = 0; at < args.Length; at++)
        {
            if (args[at] == "-n")
            {
                if (++at >= args.Length
                    || !int.TryParse(args[at], CultureInfo.InvariantCulture, out rounds)
                    || rounds < 1)
                {
                    error.WriteLine($"-n wants a number of rounds, at least 1\n{Usage}");
                    return null;
                }
            }
            else if (TimingPresets.Find(args[at]) is null)
            {
                string known = string.Join(", ", TimingPresets.All.Select(preset => preset.Name));
                error.WriteLine($"{args[at]}: not one of {known}\n{Usage}");
                return null;
            }
            else
            {
                presets.Add(args[at]);
            }
        }

        return new Settings(presets.Count > 0 ? presets : ["fast", "balanced"], rounds);
    }
}
