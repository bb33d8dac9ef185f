using System.Globalization;
using System.Text;

namespace Beast.Quorum.Daemon.Configuration.Yaml;

/// <summary>Writes texts so that every YAML reader reads the same text back.</summary>
internal static class YamlText
{
    /// <summary>The text as it is if it cannot be mistaken for anything else, else in double quotes.</summary>
    public static string Quote(string text)
    {
        if (text.Length > 0 && text.All(IsPlain) && char.IsAsciiLetterOrDigit(text.TrimStart('/').FirstOrDefault('-'))
            && text != "null")
        {
            return text;
        }

        StringBuilder quoted = new("\"");
        foreach (char letter in text)
        {
            if (letter is '"' or '\\')
            {
                quoted.Append('\\').Append(letter);
            }
            else if (char.IsControl(letter) || letter is '\u2028' or '\u2029' or '\ufeff')
            {
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}");
            }
            else
            {
                quoted.Append(letter);
            }
        }

        return quoted.Append('"').ToString();
    }

    private static bool IsPlain(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '/' or '.' or '_' or '-';
}
