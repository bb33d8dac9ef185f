using System.CommandLine;
using Beast.Quorum.Daemon.Configuration;
using Beast.Quorum.Daemon.Control;
using Beast.Quorum.Daemon.DeviceTools;
using Beast.Quorum.Daemon.Security;

namespace Beast.Quorum.Daemon.CommandLine;

/// <summary>The command line of <c>beastq</c>.</summary>
public static class CommandLineEntry
{
    /// <summary>Runs the program.</summary>
    /// <param name="args">Its arguments.</param>
    /// <returns>The exit code, see the documentation of each command; 64 for a wrong command line.</returns>
    public static int Run(string[] args) => Run(args, Console.Out, Console.Error);

    /// <summary>The same, with its output elsewhere.</summary>
    internal static int Run(string[] args, TextWriter output, TextWriter error)
    {
        RootCommand root = RootCommandBuilder.Build();
        ParseResult result = root.Parse(args);
        bool isDirective = args.Length > 0 && args[0].StartsWith('[');
        if (!isDirective && result.Errors.Count > 0)
        {
            return UsageError(result, error);
        }

        InvocationConfiguration configuration = new()
        {
            Output = output,
            Error = error,
            EnableDefaultExceptionHandler = false,
        };
        try
        {
            int code = result.Invoke(configuration);
            output.Flush();
            return code;
        }
        catch (CommandFailure failure)
        {
            return Fail(error, failure.Message, failure.ExitCode);
        }
        catch (ControlException failure)
        {
            return Fail(error, failure.Message, failure.NotRunning ? ExitCodes.NotRunning : ExitCodes.Failed);
        }
        catch (Exception failure) when (failure is DeviceToolException or KeyFileException or IOException
            or UnauthorizedAccessException)
        {
            return Fail(error, failure.Message, ExitCodes.Failed);
        }
    }

    private static int Fail(TextWriter error, string message, int code)
    {
        error.WriteLine($"beastq: {message}");
        return code;
    }

    private static int UsageError(ParseResult result, TextWriter error)
    {
        string path = Path(result.CommandResult.Command);
        error.WriteLine($"beastq: {Explain(result)}");
        error.WriteLine($"Try '{path} --help'.");
        return ExitCodes.Usage;
    }

    private static string Explain(ParseResult result)
    {
        Command command = result.CommandResult.Command;
        if (result.UnmatchedTokens.Count == 0)
        {
            bool onlyMissing = command.Subcommands.Count > 0 && command.Action is null;
            return onlyMissing
                ? $"a command is missing; allowed: {string.Join(", ", Visible(command))}"
                : Reworded(result);
        }

        string word = result.UnmatchedTokens[0];
        bool isOption = word.StartsWith('-');
        IEnumerable<string> known = isOption
            ? command.Options.Concat(result.RootCommandResult.Command.Options).SelectMany(option =>
                option.Aliases.Append(option.Name))
            : Visible(command);
        if (!isOption && command.Subcommands.Count == 0)
        {
            return $"'{Printable.Short(word, 40)}' is one argument too many";
        }

        string kind = isOption ? "option" : "command";
        string? meant = Suggestion.For(word, known);
        return $"there is no {kind} '{Printable.Short(word, 40)}' here"
            + (meant is not null ? $"; did you mean '{meant}'?"
                : kind == "command" ? $"; allowed: {string.Join(", ", Visible(command))}" : "");
    }

    private static string Reworded(ParseResult result)
    {
        Argument? missing = result.CommandResult.Command.Arguments.FirstOrDefault(argument =>
            argument.Arity.MinimumNumberOfValues > 0 && (result.GetResult(argument)?.Tokens.Count ?? 0) == 0);
        return missing is not null
            ? $"{missing.HelpName ?? missing.Name} is missing: {missing.Description}"
            : Printable.Short(result.Errors[0].Message, 300).TrimEnd('.');
    }

    private static IEnumerable<string> Visible(Command command) =>
        command.Subcommands.Where(candidate => !candidate.Hidden).Select(candidate => candidate.Name);

    private static string Path(Command command)
    {
        Command? parent = command.Parents.OfType<Command>().FirstOrDefault();
        return parent is null ? "beastq" : $"{Path(parent)} {command.Name}";
    }
}
