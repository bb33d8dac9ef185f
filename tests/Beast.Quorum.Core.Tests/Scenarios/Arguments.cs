using System.Globalization;
using Beast.Quorum.Core.Time;

namespace Beast.Quorum.Core.Tests.Scenarios;

/// <summary>
/// The words after a command: first those by position, then <c>name=value</c>. Whatever nobody asks for is an error.
/// </summary>
internal sealed class Arguments
{
    private readonly Queue<string> words;
    private readonly Dictionary<string, string> named = [];

    public Arguments(string line)
    {
        Line = line;
        string[] parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Command = parts[0];
        words = new Queue<string>(parts.Skip(1).Where(word => !word.Contains('=', StringComparison.Ordinal)));
        foreach (string word in parts.Skip(1).Where(word => word.Contains('=', StringComparison.Ordinal)))
        {
            int at = word.IndexOf('=', StringComparison.Ordinal);
            named[word[..at]] = word[(at + 1)..];
        }
    }

    public string Line { get; }

    public string Command { get; }

    public bool More => words.Count > 0;

    public string Word(string what) => words.TryDequeue(out string? word)
        ? word
        : throw new ScenarioException($"'{Command}' needs {what}");

    /// <summary>The next word if it is this one.</summary>
    public bool Has(string word)
    {
        if (words.TryPeek(out string? next) && next == word)
        {
            words.Dequeue();
            return true;
        }

        return false;
    }

    /// <summary>The next word, which must be one of these.</summary>
    public string OneOf(params string[] choices)
    {
        string word = Word($"one of {string.Join(", ", choices)}");
        return choices.Contains(word)
            ? word
            : throw new ScenarioException($"'{Command}' does not know '{word}'; it knows {string.Join(", ", choices)}");
    }

    public T OneOf<T>(IReadOnlyDictionary<string, T> choices) => choices[OneOf([.. choices.Keys])];

    public int Number(string what) => Number(Word(what), what);

    public int Node() => Number("a node") is int node and (0 or 1)
        ? node
        : throw new ScenarioException($"'{Command}' needs node 0 or 1");

    /// <summary>Both nodes for the word <c>both</c>.</summary>
    public int[] Nodes() => Has("both") ? [0, 1] : [Node()];

    public TimeSpan Time(string what) => ParseTime(Word(what));

    public string Named(string name, string otherwise) => named.Remove(name, out string? value) ? value : otherwise;

    public int Named(string name, int otherwise) =>
        named.Remove(name, out string? value) ? Number(value, name) : otherwise;

    public TimeSpan Named(string name, TimeSpan otherwise) =>
        named.Remove(name, out string? value) ? ParseTime(value) : otherwise;

    public T Named<T>(string name, T otherwise, IReadOnlyDictionary<string, T> choices)
    {
        if (!named.Remove(name, out string? value))
        {
            return otherwise;
        }

        return choices.TryGetValue(value, out T? found)
            ? found
            : throw new ScenarioException($"{name}={value}: must be one of {string.Join(", ", choices.Keys)}");
    }

    public void End()
    {
        string[] left = [.. words, .. named.Select(entry => $"{entry.Key}={entry.Value}")];
        if (left.Length > 0)
        {
            throw new ScenarioException($"'{Command}' does not know '{string.Join(' ', left)}'");
        }
    }

    /// <summary>As <c>250ms</c>, <c>3s</c> or <c>2^33ns</c>, a watchdog's.</summary>
    public static TimeSpan ParseTime(string text)
    {
        if (text.StartsWith("2^", StringComparison.Ordinal) && text.EndsWith("ns", StringComparison.Ordinal))
        {
            return TimingPresets.WatchdogPeriod(Number(text[2..^2], "a power of two"));
        }

        bool milli = text.EndsWith("ms", StringComparison.Ordinal);
        string digits = text.TrimEnd('m', 's');
        return text.EndsWith('s') && double.TryParse(digits, CultureInfo.InvariantCulture, out double value)
            ? milli ? TimeSpan.FromMilliseconds(value) : TimeSpan.FromSeconds(value)
            : throw new ScenarioException($"'{text}' is no time; write 250ms, 3s or 2^33ns");
    }

    private static int Number(string text, string what)
    {
        bool hex = text.StartsWith("0x", StringComparison.Ordinal);
        NumberStyles style = hex ? NumberStyles.AllowHexSpecifier : NumberStyles.AllowLeadingSign;
        return int.TryParse(hex ? text[2..] : text, style, CultureInfo.InvariantCulture, out int value)
            ? value
            : throw new ScenarioException($"'{text}' is no number for {what}");
    }
}
