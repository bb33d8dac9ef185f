namespace Beast.Quorum.Daemon.Status;

/// <summary>
/// What <c>beastq status --json</c> prints. Keys are the property names in snake case; docs/status.md describes every
/// one. Fields may be added within a version; one that changes its meaning or goes away raises <see cref="Version"/>.
/// </summary>
public sealed record StatusDocument
{
    /// <summary>The version of this document.</summary>
    public const int CurrentVersion = 1;

    /// <summary>Version of the document.</summary>
    public int Version { get; init; } = CurrentVersion;

    /// <summary>Version of beastq.</summary>
    public required string Program { get; init; }

    /// <summary>Name of the cluster.</summary>
    public required string Cluster { get; init; }

    /// <summary>This node's id, 0 or 1.</summary>
    public required int Node { get; init; }

    /// <summary>The verdict.</summary>
    public required Health Health { get; init; }

    /// <summary>Whether registers and pools were looked at and records go out.</summary>
    public required bool Started { get; init; }

    /// <summary>Seconds since the daemon started.</summary>
    public required double UpS { get; init; }

    /// <summary>Generation of this start; grows with every start.</summary>
    public required uint Generation { get; init; }

    /// <summary>The own register and the state file are both gone.</summary>
    public required bool Wiped { get; init; }

    /// <summary>The state file cannot be written.</summary>
    public required bool StateNotSaved { get; init; }

    /// <summary>The daemon is giving everything up and ends.</summary>
    public required bool Stopping { get; init; }

    /// <summary>A planned restart is announced or not yet over.</summary>
    public required bool Restarting { get; init; }

    /// <summary>Maintenance.</summary>
    public required MaintenanceStatus Maintenance { get; init; }

    /// <summary>The thresholds.</summary>
    public required TimingStatus Timing { get; init; }

    /// <summary>What keeps a silent owner from writing.</summary>
    public required FencingStatus Fencing { get; init; }

    /// <summary>The other node.</summary>
    public required PeerStatus Peer { get; init; }

    /// <summary>The quorum device.</summary>
    public required DeviceStatus Device { get; init; }

    /// <summary>The watchdog of this host.</summary>
    public required WatchdogStatus Watchdog { get; init; }

    /// <summary>Commands that passed their deadline and cannot be killed, each with process and age.</summary>
    public IReadOnlyList<string> AbandonedCommands { get; init; } = [];

    /// <summary>The groups, in the configuration's order.</summary>
    public required IReadOnlyList<GroupStatus> Groups { get; init; }

    /// <summary>What is not as it should be, worst first.</summary>
    public required IReadOnlyList<Problem> Problems { get; init; }
}
