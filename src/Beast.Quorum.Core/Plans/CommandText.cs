using System.Text;

namespace Beast.Quorum.Core.Plans;

/// <summary>
/// An argument list as one line that a person can paste into a shell. Different lists give different lines, so
/// that the line can stand for the list as the subject of a step.
/// </summary>
public static class CommandText
{
    private const string Plain = "-_./:=,@%+";

    /// <summary>The line; an argument with any but plain characters stands in single quotes.</summary>
    public static string Of(IReadOnlyList<string> arguments)
    {
        var line = new StringBuilder();
        foreach (string argument in arguments)
        {
            if (line.Length > 0)
            {
                line.Append(' ');
            }

            line.Append(Quoted(argument));
        }

        return line.ToString();
    }

    private static string Quoted(string argument)
    {
        bool plain = argument.Length > 0;
        foreach (char character in argument)
        {
            plain &= char.IsAsciiLetterOrDigit(character) || Plain.Contains(character);
        }

        return plain ? argument : "'" + argument.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
    }
}
