namespace Beast.Quorum.Core.Configuration;

/// <summary>A resource group: the pools and LUNs that move together. Key <c>groups</c>.</summary>
public sealed record GroupConfiguration
{
    /// <summary>Most groups that a record can carry.</summary>
    public const int Most = 64;

    /// <summary>Name, for people and the command line: letters, digits, <c>-_.</c>, 1 to 32. Key <c>name</c>.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// The id in the record, 0 to 63, equal on both nodes. Key <c>id</c>; default: position in the list.
    /// </summary>
    public required int Id { get; init; }

    /// <summary>How the group is served. Key <c>profile</c>.</summary>
    public StorageProfile Profile { get; init; } = StorageProfile.CtlHa;

    /// <summary>The node that serves it when both can, 0 or 1. Key <c>preferred</c>.</summary>
    public int Preferred { get; init; }

    /// <summary>Its pools. Key <c>pools</c>; at least one, but for <c>custom</c>.</summary>
    public IReadOnlyList<string> Pools { get; init; } = [];

    /// <summary>CTL LUN numbers that must be ready. Key <c>luns</c>.</summary>
    public IReadOnlyList<int> Luns { get; init; } = [];

    /// <summary>
    /// Paths behind the LUNs (<c>/dev/zvol/…</c>) that must open before the role is taken. Key <c>backing</c>.
    /// </summary>
    public IReadOnlyList<string> Backing { get; init; } = [];

    /// <summary>
    /// This node's value of <c>kern.cam.ctl.ha_peer</c>, <c>listen ADDRESS[:PORT]</c> or <c>connect ADDRESS[:PORT]</c>,
    /// IPv4 only (sys/cam/ctl/ctl_ha.c); null leaves it alone. Key <c>ha_peer</c>.
    /// </summary>
    public string? HaPeer { get; init; }

    /// <summary>Whether beastq looks after ctld. Key <c>ctld</c>.</summary>
    public bool Ctld { get; init; } = true;

    /// <summary>What a standby holds of the pools. Key <c>standby_import</c>.</summary>
    public StandbyImport StandbyImport { get; init; } = StandbyImport.None;

    /// <summary>Whether the group goes home by itself. Key <c>failback</c>.</summary>
    public FailbackPolicy Failback { get; init; } = FailbackPolicy.Manual;

    /// <summary>
    /// How long the preferred node must have been healthy first. Key <c>failback_delay</c>, 10 s to 7 days.
    /// </summary>
    public TimeSpan FailbackDelay { get; init; } = TimeSpan.FromSeconds(600);

    /// <summary>What an owner does that lives but cannot serve. Key <c>on_service_failure</c>.</summary>
    public ServiceFailureRule OnServiceFailure { get; init; } = ServiceFailureRule.Handover;

    /// <summary>
    /// Whether imports are accelerated by a cache file that the owner writes and the standby fetches. Key
    /// <c>import_cache</c>.
    /// </summary>
    public bool ImportCache { get; init; } = true;

    /// <summary>
    /// Whether a takeover may import without a missing log device (<c>zpool import -m</c>), which loses what was
    /// acknowledged and not yet written elsewhere. Key <c>import_missing_log</c>.
    /// </summary>
    public bool ImportMissingLog { get; init; }

    /// <summary>Whether a takeover ends with a scrub. Key <c>scrub_after_takeover</c>.</summary>
    public bool ScrubAfterTakeover { get; init; }

    /// <summary>
    /// Longest time for one step that moves the group (import, export, role). Key <c>step_deadline</c>, 1 s to 30 min.
    /// </summary>
    public TimeSpan StepDeadline { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>The commands of a <c>custom</c> group. Key <c>custom</c>.</summary>
    public CustomCommands Custom { get; init; } = new();
}

/// <summary>Arrangements of pools, LUNs and roles.</summary>
public enum StorageProfile
{
    /// <summary>One group, served by the node-wide CTL HA role.</summary>
    CtlHa,

    /// <summary>Commands of the configuration.</summary>
    Custom,
}

/// <summary>What a standby holds of a group's pools.</summary>
public enum StandbyImport
{
    /// <summary>Nothing: the pools are imported at takeover.</summary>
    None,

    /// <summary>A read-only import, exported before the takeover imports anew (BeaST Classic).</summary>
    ReadOnly,
}

/// <summary>When a group goes back to its preferred node.</summary>
public enum FailbackPolicy
{
    /// <summary>When an operator says so.</summary>
    Manual,

    /// <summary>After <see cref="GroupConfiguration.FailbackDelay"/> of a healthy preferred node.</summary>
    Auto,
}

/// <summary>What an owner does that lives but cannot serve.</summary>
public enum ServiceFailureRule
{
    /// <summary>It hands over to a ready peer.</summary>
    Handover,

    /// <summary>It only alerts.</summary>
    Alert,
}

/// <summary>
/// The commands of a <c>custom</c> group, a list for each transition; each command is an argument list with an
/// absolute path first, run without a shell, in order; the first that fails ends the list.
/// </summary>
public sealed record CustomCommands
{
    /// <summary>Run to take the group over. Key <c>takeover</c>.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Takeover { get; init; } = [];

    /// <summary>Run to give it away, in a switchover or a demotion. Key <c>release</c>.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Release { get; init; } = [];

    /// <summary>Run to become a standby. Key <c>rejoin</c>.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Rejoin { get; init; } = [];

    /// <summary>
    /// Tells whether this node serves the group: exit 0 yes, 1 no, anything else "cannot tell". Needed when the
    /// group lists no pools, because nothing else can prove it gone (S10). Key <c>serving</c>.
    /// </summary>
    public IReadOnlyList<string> Serving { get; init; } = [];
}
