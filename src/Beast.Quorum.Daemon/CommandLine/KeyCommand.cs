using System.CommandLine;
using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Daemon.Security;

namespace Beast.Quorum.Daemon.CommandLine;

/// <summary><c>beastq key generate</c>.</summary>
internal static class KeyCommand
{
    private const string DefaultPath = "/usr/local/etc/beastq/beastq.key";

    public static Command Build()
    {
        Option<string?> key = new("--key")
        {
            Description = $"the file to write (default: the configured key_file, or {DefaultPath})",
            HelpName = "FILE",
        };
        Option<bool> force = new("--force") { Description = "replace a key that is there" };
        Command generate = new("generate", "Make the key that both nodes share.") { key, force };
        generate.SetAction(result =>
        {
            Surroundings surroundings = new(result);
            string path = result.GetValue(key) ?? Configured(surroundings);
            KeyFile.Generate(path, result.GetValue(force));
            surroundings.Out.WriteLine($"{path} written; copy it to the other node, readable by its owner only");
            return ExitCodes.Ok;
        });
        return new Command("key", "The key that authenticates every record.") { generate };
    }

    private static string Configured(Surroundings surroundings)
    {
        BeastqConfiguration? configuration = surroundings.ConfigurationIfAny();
        return configuration?.KeyFile ?? DefaultPath;
    }
}
