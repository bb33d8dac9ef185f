using System.CommandLine;
using System.Reflection;

namespace Beast.Quorum.Daemon.CommandLine;

/// <summary><c>beastq completion bash|zsh</c>: the scripts of etc/completion, which ask beastq itself.</summary>
internal static class CompletionCommand
{
    private static readonly string[] Shells = ["bash", "zsh"];

    public static Command Build()
    {
        Command command = new("completion", "Print the glue for completion in a shell.");
        foreach (string shell in Shells)
        {
            Command one = new(shell, $"For {shell}.");
            one.SetAction(result =>
            {
                result.InvocationConfiguration.Output.Write(Script(shell));
                return ExitCodes.Ok;
            });
            command.Subcommands.Add(one);
        }

        return command;
    }

    internal static string Script(string shell)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"completion.{shell}")
            ?? throw new InvalidOperationException($"The resource completion.{shell} is missing.");
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
