using System.Globalization;

namespace Beast.Quorum.Lab.Commands;

/// <summary>The arguments of iscsictl(8), as getopt takes them.</summary>
internal sealed record IscsictlOptions
{
    private const string Flags = "AMRLavr";
    private const string WithValue = "cdeinptusw";

    /// <summary>A, M, R or L.</summary>
    internal char Mode => Modes.Length == 0 ? 'L' : Modes[0];

    internal string Modes { get; private init; } = "";

    internal bool All { get; private init; }

    internal bool Verbose { get; private init; }

    internal string? Portal { get; private init; }

    internal string? Target { get; private init; }

    internal int? Session { get; private init; }

    internal int? Wait { get; private init; }

    /// <summary>Null if the usage is to be shown, after the problem if there is one.</summary>
    internal static IscsictlOptions? Parse(ReadOnlySpan<string> arguments, out string problem)
    {
        problem = "";
        var options = new IscsictlOptions();
        for (int i = 0; i < arguments.Length; i++)
        {
            string argument = arguments[i];
            if (argument.Length < 2 || argument[0] != '-')
            {
                return null;
            }

            for (int at = 1; at < argument.Length; at++)
            {
                char option = argument[at];
                if (Flags.Contains(option, StringComparison.Ordinal))
                {
                    options = options.With(option);
                    continue;
                }

                if (!WithValue.Contains(option, StringComparison.Ordinal))
                {
                    problem = $"illegal option -- {option}";
                    return null;
                }

                string? value = at + 1 < argument.Length ? argument[(at + 1)..]
                    : i + 1 < arguments.Length ? arguments[++i] : null;
                if (value is null)
                {
                    problem = $"option requires an argument -- {option}";
                    return null;
                }

                options = options.With(option, value);
                break;
            }
        }

        return options;
    }

    /// <summary>What is wrong with the combination; null: nothing.</summary>
    internal string? Problem() => Mode switch
    {
        _ when Modes.Length > 1 => "at most one of -A, -M, -R, or -L may be specified",
        'A' when Target is null && Portal is null => "must specify -a, -n or -t/-p",
        'A' when Portal is null => "-t must always be used with -p",
        'A' when Target is null => "-p must always be used with -t",
        'A' when Session is not null => "-i cannot be used with -A",
        'M' when Session is null => "-M requires -i",
        'M' when Wait is not null => "-w cannot be used with -M",
        'R' when !All && Portal is null && Target is null => "must specify either -a, -n, -t, or -p",
        'R' when Wait is not null => "-w cannot be used with -R",
        'L' when Portal is not null => "-L and -p and mutually exclusive",
        'L' when Target is not null => "-L and -t and mutually exclusive",
        _ => null,
    };

    private IscsictlOptions With(char flag) => flag switch
    {
        'a' => this with { All = true },
        'v' => this with { Verbose = true },
        'r' => this,
        _ when Modes.Contains(flag, StringComparison.Ordinal) => this,
        _ => this with { Modes = Modes + flag },
    };

    private IscsictlOptions With(char option, string value) => option switch
    {
        'p' => this with { Portal = value },
        't' => this with { Target = value },
        'i' => this with { Session = Number(value) },
        'w' => this with { Wait = Number(value) },
        _ => this,
    };

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
