using Beast.Quorum.Daemon.Configuration;

namespace Beast.Quorum.Daemon.Doctor.Reading;

/// <summary>The words of ctl.conf: blanks divide, # begins a comment, quotes hold blanks, braces stand alone.</summary>
internal sealed class CtlConfWords(string text)
{
    /// <summary>An opening brace; a quoted one is a word like any other.</summary>
    public const string Open = "\u0001{";

    /// <summary>A closing brace.</summary>
    public const string Close = "\u0001}";

    private int at;
    private int line = 1;
    private string? peeked;

    /// <summary>What is wrong with the text itself; null if nothing is.</summary>
    public string? Fault { get; private set; }

    /// <summary>A message with its line.</summary>
    public string At(string fault) => $"line {line}: {Printable.Short(fault, 200)}";

    /// <summary>The next word; null at the end.</summary>
    public string? Next()
    {
        string? word = peeked ?? Read();
        peeked = null;
        return word;
    }

    /// <summary>The next word without taking it.</summary>
    public string? Peek() => peeked ??= Read();

    /// <summary>The next word as a value: no brace; null if there is none.</summary>
    public string? Value() => Peek() is null or Open or Close ? null : Next();

    private string? Read()
    {
        SkipBlanks();
        if (at == text.Length)
        {
            return null;
        }

        char first = text[at];
        if (first is '{' or '}')
        {
            at++;
            return first == '{' ? Open : Close;
        }

        return first == '"' ? Quoted() : Plain();
    }

    private void SkipBlanks()
    {
        for (bool comment = false; at < text.Length; at++)
        {
            char letter = text[at];
            comment = letter != '\n' && (comment || letter == '#');
            line += letter == '\n' ? 1 : 0;
            if (!comment && letter != ';' && !char.IsWhiteSpace(letter))
            {
                return;
            }
        }
    }

    private string Plain()
    {
        int start = at;
        while (at < text.Length && !char.IsWhiteSpace(text[at]) && text[at] is not ('{' or '}' or ';' or '"' or '#'))
        {
            at++;
        }

        return text[start..at];
    }

    private string Quoted()
    {
        int end = text.IndexOf('"', at + 1);
        if (end < 0)
        {
            Fault = "a quote is not closed";
            at = text.Length;
            return "";
        }

        string word = text[(at + 1)..end];
        line += word.Count(letter => letter == '\n');
        at = end + 1;
        return word;
    }
}
