using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Beast.Quorum.Daemon.CommandLine;

/// <summary>The usual help, then the command's examples and exit codes.</summary>
/// <param name="usual">Writes the usual help.</param>
internal sealed class HelpWithExamples(HelpAction usual) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        usual.MaxWidth = 100;
        int code = usual.Invoke(parseResult);
        if (Examples.Of(parseResult.CommandResult.Command) is { Length: > 0 } text)
        {
            TextWriter output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (string line in text.TrimEnd('\n').Split('\n'))
            {
                output.WriteLine(line.Length == 0 ? "" : $"  {line}");
            }

            output.WriteLine();
        }

        return code;
    }
}
