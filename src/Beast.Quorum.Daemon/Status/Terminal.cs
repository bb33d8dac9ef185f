using Spectre.Console;

namespace Beast.Quorum.Daemon.Status;

/// <summary>
/// Where text for people goes and what that place can do. Spectre.Console is told, never asked: with redirected output
/// it would write escapes all the same, and with TERM=dumb some of it throws.
/// </summary>
/// <param name="Writer">Receives the text.</param>
/// <param name="Width">Columns, at least 20.</param>
/// <param name="Escapes">Whether cursor movement is understood: a real terminal, and TERM neither dumb nor
/// empty.</param>
/// <param name="Colours">Whether colours are wanted too (no NO_COLOR).</param>
/// <param name="Unicode">Whether box-drawing characters can be shown.</param>
public sealed record Terminal(TextWriter Writer, int Width, bool Escapes, bool Colours, bool Unicode)
{
    /// <summary>Width when there is no terminal to ask.</summary>
    public const int DefaultWidth = 100;

    private static readonly string[] LocaleVariables = ["LC_ALL", "LC_CTYPE", "LANG"];

    /// <summary>Standard output as it is.</summary>
    public static Terminal Detect(TextWriter writer) => Detect(
        writer, Console.IsOutputRedirected || !ReferenceEquals(writer, Console.Out), Environment.GetEnvironmentVariable,
        ConsoleWidth);

    /// <summary>What follows from the surroundings.</summary>
    /// <param name="writer">Receives the text.</param>
    /// <param name="redirected">Whether the output is no terminal.</param>
    /// <param name="variable">Gives an environment variable, or null.</param>
    /// <param name="width">Gives the terminal's width; asked only if it is one.</param>
    internal static Terminal Detect(
        TextWriter writer, bool redirected, Func<string, string?> variable, Func<int> width)
    {
        string? kind = variable("TERM");
        bool escapes = !redirected && !string.IsNullOrEmpty(kind) && kind != "dumb";
        int columns = int.TryParse(variable("COLUMNS"), out int told) && told > 0 ? told
            : redirected ? DefaultWidth
            : width();
        string locale = LocaleVariables.Select(variable)
            .FirstOrDefault(value => !string.IsNullOrEmpty(value)) ?? "";
        return new Terminal(
            writer,
            Math.Clamp(columns, 20, 400),
            escapes,
            escapes && string.IsNullOrEmpty(variable("NO_COLOR")),
            escapes && locale.Contains("UTF", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>A console of Spectre.Console that does no more than this place can do.</summary>
    internal IAnsiConsole ToConsole()
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = Colours ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = Colours ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(Writer),
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        console.Profile.Width = Width;
        console.Profile.Capabilities.Unicode = Unicode;
        console.Profile.Capabilities.Links = false;
        return console;
    }

    private static int ConsoleWidth()
    {
        try
        {
            return Console.WindowWidth > 0 ? Console.WindowWidth : 80;
        }
        catch (Exception fault) when (fault is IOException or PlatformNotSupportedException)
        {
            // A terminal that does not tell its size.
            return 80;
        }
    }
}
