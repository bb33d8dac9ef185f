using System.Globalization;
using Beast.Quorum.Lab.Clock;
using Spectre.Console;

namespace Beast.Quorum.Lab.Runs;

/// <summary>
/// Prints what happens as it happens: coloured on a terminal, plain lines otherwise. Never cursor movements, so that it
/// reads the same in a log.
/// </summary>
internal sealed class Timeline
{
    private readonly Lock gate = new();
    private readonly TextWriter output;
    private readonly IAnsiConsole? console;
    private long start = LabClock.Now;

    public Timeline(TextWriter output, bool redirected)
    {
        this.output = output;
        bool plain = redirected
            || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 }
            || Environment.GetEnvironmentVariable("TERM") is null or "" or "dumb";
        console = plain ? null : AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.Standard,
            Out = new AnsiConsoleOutput(output),
        });
    }

    /// <summary>Begins to count anew.</summary>
    public void Restart() => start = LabClock.Now;

    /// <summary>What the lab does.</summary>
    public void Act(string text) => Write(LabClock.Now, "lab", text, "yellow");

    /// <summary>What a daemon says.</summary>
    public void Said(long at, int node, string text, bool alert) =>
        Write(at, $"node {node}", text, alert ? "red" : node == 0 ? "aqua" : "green");

    /// <summary>A heading or a figure.</summary>
    public void Line(string text)
    {
        lock (gate)
        {
            output.WriteLine(text);
            output.Flush();
        }
    }

    private void Write(long at, string who, string text, string colour)
    {
        string time = LabClock.Milliseconds(at - start) is var ms && ms < 0
            ? "        "
            : string.Create(CultureInfo.InvariantCulture, $"{ms / 1000,8:0.000}");
        lock (gate)
        {
            if (console is null)
            {
                output.WriteLine($"{time}  {who,-6}  {text}");
                output.Flush();
            }
            else
            {
                console.MarkupLine($"[grey]{time}[/]  [{colour}]{who,-6}[/]  {Markup.Escape(text)}");
            }
        }
    }
}
