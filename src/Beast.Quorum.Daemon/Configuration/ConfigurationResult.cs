using Beast.Quorum.Core.Configuration;

namespace Beast.Quorum.Daemon.Configuration;

/// <summary>What came of reading a configuration: either a configuration or everything that is wrong with it.</summary>
public sealed class ConfigurationResult
{
    private readonly BeastqConfiguration? configuration;

    internal ConfigurationResult(BeastqConfiguration configuration, IReadOnlySet<string> given)
    {
        this.configuration = configuration;
        Given = given;
        Faults = [];
    }

    internal ConfigurationResult(IReadOnlyList<ConfigurationFault> faults)
    {
        Given = new HashSet<string>();
        Faults = faults;
    }

    /// <summary>Whether the daemon may start with it.</summary>
    public bool IsValid => configuration is not null;

    /// <summary>The configuration; only if <see cref="IsValid"/>.</summary>
    /// <exception cref="InvalidOperationException">There are faults instead.</exception>
    public BeastqConfiguration Configuration =>
        configuration ?? throw new InvalidOperationException($"The configuration has {Faults.Count} faults.");

    /// <summary>Everything that is wrong, by line; empty if <see cref="IsValid"/>.</summary>
    public IReadOnlyList<ConfigurationFault> Faults { get; }

    /// <summary>Paths of the keys that the file contains; all others have their defaults.</summary>
    public IReadOnlySet<string> Given { get; }
}
