using System.Globalization;
using System.Text;
using Beast.Quorum.Platform.Processes;

namespace Beast.Quorum.Fuzz.Tests.Targets.Storage;

/// <summary>
/// What a command printed, in the form of a noted session: standard output, lines that begin with <c>[stderr] </c>, and
/// <c>[exit N]</c> (or <c>[end NAME]</c>) last. So a piece of a transcript is a file of the corpus as it is.
/// </summary>
internal static class Printed
{
    public static CommandResult Read(string text)
    {
        StringBuilder output = new();
        StringBuilder error = new();
        int exit = 0;
        CommandEnd end = CommandEnd.Exited;
        foreach (string line in text.Split('\n'))
        {
            if (line.StartsWith("[stderr] ", StringComparison.Ordinal))
            {
                error.Append(line, 9, line.Length - 9).Append('\n');
            }
            else if (line.StartsWith("[exit ", StringComparison.Ordinal))
            {
                string number = new([.. line.Skip(6).TakeWhile(char.IsAsciiDigit)]);
                exit = int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int code) ? code : 0;
                return new CommandResult(end, exit & 255, output.ToString(), error.ToString(), TimeSpan.Zero, 1);
            }
            else if (line.StartsWith("[end ", StringComparison.Ordinal))
            {
                bool known = Enum.TryParse(line[5..].TrimEnd(']'), out CommandEnd named) && Enum.IsDefined(named);
                end = known ? named : end;
            }
            else
            {
                output.Append(line).Append('\n');
            }
        }

        // No exit line: what was printed is all there is, without the line end that the split has added.
        output.Length = Math.Max(0, output.Length - 1);
        return new CommandResult(end, exit, output.ToString(), error.ToString(), TimeSpan.Zero, 1);
    }
}
