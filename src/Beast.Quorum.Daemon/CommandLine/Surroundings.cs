using System.CommandLine;
using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Daemon.Configuration;
using Beast.Quorum.Daemon.Control;
using Beast.Quorum.Daemon.Status;

namespace Beast.Quorum.Daemon.CommandLine;

/// <summary>What every command needs: where it writes, its configuration, the daemon.</summary>
internal sealed class Surroundings
{
    private readonly ParseResult result;

    public Surroundings(ParseResult result)
    {
        this.result = result;
        Out = result.InvocationConfiguration.Output;
        Error = result.InvocationConfiguration.Error;
        ConfigPath = result.GetValue(CommonOptions.Config) ?? ConfigurationFile.DefaultPath;
    }

    public TextWriter Out { get; }

    public TextWriter Error { get; }

    public string ConfigPath { get; }

    public Terminal Terminal => Terminal.Detect(Out);

    /// <summary>Whether <c>--config</c> was given.</summary>
    public bool ConfigGiven => result.GetValue(CommonOptions.Config) is not null;

    /// <summary>The configuration.</summary>
    /// <exception cref="CommandFailure">It has faults, which the message lists.</exception>
    public BeastqConfiguration Configuration()
    {
        ConfigurationResult loaded = ConfigurationFile.Load(ConfigPath);
        return loaded.IsValid
            ? loaded.Configuration
            : throw new CommandFailure(
                ExitCodes.Configuration, ConfigurationText.Check(ConfigPath, loaded).TrimEnd('\n'));
    }

    /// <summary>The configuration, or null if there is no file and none was named.</summary>
    /// <exception cref="CommandFailure">There is one, and it has faults.</exception>
    public BeastqConfiguration? ConfigurationIfAny() =>
        !ConfigGiven && !File.Exists(ConfigPath) ? null : Configuration();

    /// <summary>The daemon's socket. A configuration with faults must not hide a daemon that runs.</summary>
    public ControlClient Client()
    {
        if (result.GetValue(CommonOptions.Socket) is { } socket)
        {
            return new ControlClient(socket);
        }

        ConfigurationResult loaded = ConfigurationFile.Load(ConfigPath);
        if (!loaded.IsValid && (ConfigGiven || File.Exists(ConfigPath)))
        {
            Error.WriteLine($"beastq: {ConfigPath} has faults ('beastq config check'); looking for the daemon in "
                + $"{DefaultRunDirectory}");
        }

        return new ControlClient(ControlSocket.PathIn(
            loaded.IsValid ? loaded.Configuration.RunDirectory : DefaultRunDirectory));
    }

    private const string DefaultRunDirectory = "/var/run/beastq";
}
