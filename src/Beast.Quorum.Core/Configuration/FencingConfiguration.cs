namespace Beast.Quorum.Core.Configuration;

/// <summary>Fencing of the peer. Key <c>fencing</c>.</summary>
public sealed record FencingConfiguration
{
    /// <summary>The one method, for a pair that has no more than one. Key <c>method</c>.</summary>
    public FencingMethod Method { get; init; } = FencingMethod.None;

    /// <summary>
    /// The program that switches the peer off; exit 0 means that it is off. Key <c>command</c>.
    /// </summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>
    /// Time after which the one method has failed. Key <c>deadline</c>, 1 s to 10 min.
    /// </summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The methods, tried in this order until one succeeds; instead of <see cref="Method"/>. Key <c>methods</c>.
    /// </summary>
    public IReadOnlyList<FencingMethodConfiguration> Methods { get; init; } = [];

    /// <summary>What follows when every method has failed. Key <c>on_failure</c>.</summary>
    public FenceFailureRule OnFailure { get; init; } = FenceFailureRule.Hold;

    /// <summary>The methods in their order, whichever way they are written; empty if there is none.</summary>
    public IReadOnlyList<FencingMethodConfiguration> InOrder =>
        Methods.Count > 0 ? Methods
        : Method == FencingMethod.None ? []
        : [new FencingMethodConfiguration { Method = Method, Command = Command, Deadline = Deadline }];

    /// <summary>Whether the peer can be fenced at all.</summary>
    public bool Exists => InOrder.Count > 0;

    /// <summary>The method that works by reservations on the disks; null if there is none.</summary>
    public FencingMethodConfiguration? Reservations =>
        InOrder.FirstOrDefault(method => method.Method == FencingMethod.ScsiPr);
}

/// <summary>One method of fencing. Key <c>fencing.methods</c>.</summary>
public sealed record FencingMethodConfiguration
{
    /// <summary>Which. Key <c>method</c>.</summary>
    public FencingMethod Method { get; init; } = FencingMethod.None;

    /// <summary>For <c>command</c>: the program that switches the peer off. Key <c>command</c>.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>
    /// For <c>command</c>: run after it, again and again within the deadline; its exit 0 means that the peer is really
    /// off, and without that the method has failed. Empty: the command's word is taken. Key <c>verify</c>.
    /// </summary>
    public IReadOnlyList<string> Verify { get; init; } = [];

    /// <summary>For <c>scsi-pr</c>: the program that carries the orders to the disks. Key <c>tool</c>.</summary>
    public ReservationTool Tool { get; init; } = ReservationTool.Auto;

    /// <summary>
    /// For <c>scsi-pr</c>: the disks of the pools, all of a pool or none; a pool without any here is looked up with
    /// <c>zpool status</c>. Key <c>disks</c>.
    /// </summary>
    public IReadOnlyList<FencedDiskConfiguration> Disks { get; init; } = [];

    /// <summary>Time after which the method has failed. Key <c>deadline</c>, 1 s to 10 min.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(30);
}

/// <summary>One disk of a pool. Key <c>fencing.methods[].disks</c>.</summary>
public sealed record FencedDiskConfiguration
{
    /// <summary>The pool that it belongs to. Key <c>pool</c>.</summary>
    public required string Pool { get; init; }

    /// <summary>
    /// Name of its top-level vdev, such as <c>mirror-0</c>; empty: the disk is one by itself. Key <c>vdev</c>.
    /// </summary>
    public string Vdev { get; init; } = "";

    /// <summary>
    /// Every path of this node to it, whole disks (<c>/dev/da1</c>): a registration counts for the path that made it.
    /// Key <c>paths</c>.
    /// </summary>
    public required IReadOnlyList<string> Paths { get; init; }
}

/// <summary>Methods of fencing the peer.</summary>
public enum FencingMethod
{
    /// <summary>None: the full lease wait instead.</summary>
    None,

    /// <summary>A program (power switch, IPMI).</summary>
    Command,

    /// <summary>SCSI-3 persistent reservations on the pools' disks.</summary>
    ScsiPr,
}

/// <summary>The programs that can carry persistent reservations to a disk.</summary>
public enum ReservationTool
{
    /// <summary>camcontrol on FreeBSD, sg_persist on Linux.</summary>
    Auto,

    /// <summary>camcontrol(8), FreeBSD.</summary>
    Camcontrol,

    /// <summary>sg_persist(8) of sg3_utils, Linux.</summary>
    SgPersist,
}

/// <summary>What a takeover does when fencing failed.</summary>
public enum FenceFailureRule
{
    /// <summary>Alert, and take nothing over until an operator acts.</summary>
    Hold,

    /// <summary>Wait as long as without fencing (P), then take over.</summary>
    WaitLease,
}
