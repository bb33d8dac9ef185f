using System.CommandLine;
using Beast.Quorum.Daemon.Configuration;

namespace Beast.Quorum.Daemon.CommandLine;

/// <summary><c>beastq config check</c> and <c>show</c>.</summary>
internal static class ConfigCommands
{
    public static Command Build()
    {
        Command check = new("check", "Look for every fault in the configuration; starts nothing.");
        check.SetAction(result =>
        {
            Surroundings surroundings = new(result);
            ConfigurationResult loaded = ConfigurationFile.Load(surroundings.ConfigPath);
            TextWriter writer = loaded.IsValid ? surroundings.Out : surroundings.Error;
            writer.Write(ConfigurationText.Check(surroundings.ConfigPath, loaded));
            return loaded.IsValid ? ExitCodes.Ok : ExitCodes.Failed;
        });
        Command show = new("show", "Print the configuration with every default filled in.");
        show.SetAction(result =>
        {
            Surroundings surroundings = new(result);
            _ = surroundings.Configuration();
            surroundings.Out.Write(ConfigurationText.Show(ConfigurationFile.Load(surroundings.ConfigPath)));
            return ExitCodes.Ok;
        });
        return new Command("config", "The configuration file.") { check, show };
    }
}
