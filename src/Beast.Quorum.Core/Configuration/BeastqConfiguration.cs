using Beast.Quorum.Core.Time;

namespace Beast.Quorum.Core.Configuration;

/// <summary>
/// Everything that <c>beastq.yml</c> says, with defaults filled in. Built only from a file that passed validation.
/// </summary>
public sealed record BeastqConfiguration
{
    /// <summary>Name of the cluster, for people; 1 to 64 printable characters. Key <c>cluster</c>.</summary>
    public required string Cluster { get; init; }

    /// <summary>This node's id, 0 or 1 (CTL's <c>ha_id</c> is one more). Key <c>node</c>.</summary>
    public required int Node { get; init; }

    /// <summary>File with the shared key, readable by its owner only. Key <c>key_file</c>.</summary>
    public string KeyFile { get; init; } = "/usr/local/etc/beastq/beastq.key";

    /// <summary>The quorum device. Key <c>quorum_device</c>.</summary>
    public required QuorumDeviceConfiguration QuorumDevice { get; init; }

    /// <summary>The private paths to the peer, 1 to 4. Key <c>interlinks</c>.</summary>
    public required IReadOnlyList<InterlinkConfiguration> Interlinks { get; init; }

    /// <summary>The thresholds: a preset's name or a mapping of all values. Key <c>timing</c>.</summary>
    public QuorumTiming Timing { get; init; } = TimingPresets.Balanced;

    /// <summary>The watchdog that resets this host. Key <c>watchdog</c>.</summary>
    public WatchdogConfiguration Watchdog { get; init; } = new();

    /// <summary>How this node resets its own host. Key <c>self_fence</c>.</summary>
    public SelfFenceConfiguration SelfFence { get; init; } = new();

    /// <summary>How this node makes sure that the peer can no longer write. Key <c>fencing</c>.</summary>
    public FencingConfiguration Fencing { get; init; } = new();

    /// <summary>
    /// The operator's word that neither fencing nor a watchdog guards the pools; without one of the three the
    /// daemon does not start. Key <c>i_accept_no_fencing</c>.
    /// </summary>
    public bool AcceptNoFencing { get; init; }

    /// <summary>How sysctls are read and written. Key <c>sysctl</c>.</summary>
    public AccessMethod Sysctl { get; init; } = AccessMethod.Native;

    /// <summary>The system's programs. Key <c>commands</c>.</summary>
    public CommandsConfiguration Commands { get; init; } = new();

    /// <summary>The resource groups, 1 to 64. Key <c>groups</c>.</summary>
    public required IReadOnlyList<GroupConfiguration> Groups { get; init; }

    /// <summary>
    /// A script called as the original BQ calls its trigger, with the reporting node, the subject node and
    /// <c>alive</c> or <c>dead</c>; null for none. Key <c>trigger</c>.
    /// </summary>
    public IReadOnlyList<string>? Trigger { get; init; }

    /// <summary>Directory of the state file, the journal and the sentinel. Key <c>state_directory</c>.</summary>
    public string StateDirectory { get; init; } = "/var/db/beastq";

    /// <summary>Directory of the control socket and the lock. Key <c>run_directory</c>.</summary>
    public string RunDirectory { get; init; } = "/var/run/beastq";

    /// <summary>Whether the process's memory is locked. Key <c>lock_memory</c>.</summary>
    public Hardening LockMemory { get; init; } = Hardening.Off;

    /// <summary>
    /// Whether the process is protected when the host is out of memory. Key <c>oom_protection</c>.
    /// </summary>
    public Hardening OomProtection { get; init; } = Hardening.On;

    /// <summary>Whether the critical threads run at real-time priority. Key <c>realtime</c>.</summary>
    public Hardening Realtime { get; init; } = Hardening.On;
}

/// <summary>How something of the system is reached.</summary>
public enum AccessMethod
{
    /// <summary>By a call of the C library.</summary>
    Native,

    /// <summary>By running the configured command.</summary>
    Command,
}

/// <summary>How much a hardening measure is wanted.</summary>
public enum Hardening
{
    /// <summary>Not at all.</summary>
    Off,

    /// <summary>If the system allows; a failure is a warning.</summary>
    On,

    /// <summary>A failure keeps the daemon from starting.</summary>
    Required,
}

/// <summary>The quorum device. Key <c>quorum_device</c>.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Path">Absolute path of the disk, partition, file or socket.</param>
public sealed record QuorumDeviceConfiguration(QuorumDeviceKind Kind, string Path);

/// <summary>What holds the registers.</summary>
public enum QuorumDeviceKind
{
    /// <summary>A disk, a partition or a file, read and written directly.</summary>
    Raw,

    /// <summary>A server on a Unix socket that reads and writes blocks.</summary>
    Socket,
}

/// <summary>One interlink: where this node listens and where the peer does.</summary>
/// <param name="Local">Own address and UDP port, <c>192.168.56.103:7410</c> or <c>[fd00::1]:7410</c>.</param>
/// <param name="Peer">The peer's address and UDP port, of the same family.</param>
public sealed record InterlinkConfiguration(string Local, string Peer);

/// <summary>The watchdog. Key <c>watchdog</c>.</summary>
public sealed record WatchdogConfiguration
{
    /// <summary>Which device. Key <c>kind</c>.</summary>
    public WatchdogKind Kind { get; init; } = WatchdogKind.Fido;

    /// <summary>Absolute path of the device or socket. Key <c>path</c>.</summary>
    public string Path { get; init; } = "/dev/fido";
}

/// <summary>Kinds of watchdogs.</summary>
public enum WatchdogKind
{
    /// <summary>No watchdog.</summary>
    None,

    /// <summary>FreeBSD's <c>/dev/fido</c> (watchdog(4)).</summary>
    Fido,

    /// <summary>A watchdog served over a Unix datagram socket.</summary>
    Socket,

    /// <summary>Linux's <c>/dev/watchdog</c>, in whole seconds, for a lab in virtual machines.</summary>
    Linux,
}

/// <summary>How this host is reset. Key <c>self_fence</c>.</summary>
public sealed record SelfFenceConfiguration
{
    /// <summary>By system calls or by a command. Key <c>method</c>.</summary>
    public AccessMethod Method { get; init; } = AccessMethod.Native;

    /// <summary>The command with its arguments, for <see cref="AccessMethod.Command"/>. Key <c>command</c>.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];
}
