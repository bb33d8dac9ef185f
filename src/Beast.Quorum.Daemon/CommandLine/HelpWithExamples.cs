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
        InvocationConfiguration configuration = parseResult.InvocationConfiguration;
        TextWriter real = configuration.Output;
        using StringWriter text = new();
        configuration.Output = text;
        int code = usual.Invoke(parseResult);
        configuration.Output = real;
        // The library names the host that runs us, which may be "dotnet" or a test's.
        real.Write(text.ToString().Replace(
            $"\n  {RootCommand.ExecutableName} ", "\n  beastq ", StringComparison.Ordinal));
        if (Examples.Of(parseResult.CommandResult.Command) is { Length: > 0 } examples)
        {
            real.WriteLine("Examples:");
            foreach (string line in examples.TrimEnd('\n').Split('\n'))
            {
                real.WriteLine(line.Length == 0 ? "" : $"  {line}");
            }

            real.WriteLine();
        }

        return code;
    }
}
