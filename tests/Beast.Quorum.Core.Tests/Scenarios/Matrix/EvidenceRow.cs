namespace Beast.Quorum.Core.Tests.Scenarios.Matrix;

/// <summary>What still works between a node, called "me", and its peer.</summary>
internal enum Paths
{
    /// <summary>The device and the interlink work.</summary>
    Both,

    /// <summary>The interlink is cut.</summary>
    Device,

    /// <summary>I have lost the device.</summary>
    Interlink,

    /// <summary>The interlink is cut and I have lost the device.</summary>
    None,

    /// <summary>Three blocks of the peer's register are never valid; the interlink works.</summary>
    Unsure,

    /// <summary>Three blocks of the peer's register are never valid; the interlink is cut.</summary>
    UnsureOnly,
}

/// <summary>Who owns the group when the evidence changes.</summary>
internal enum Owner
{
    /// <summary>This node, node 0.</summary>
    Me,

    /// <summary>The peer, node 0; this node is node 1, the standby.</summary>
    Peer,

    /// <summary>Nobody: node 0, the peer, released it.</summary>
    Nobody,

    /// <summary>Nobody, and the registers and state files of both nodes were wiped.</summary>
    Wiped,
}

/// <summary>Who is well.</summary>
internal enum Health
{
    /// <summary>Both daemons live and what is served is well.</summary>
    PeerAlive,

    /// <summary>The peer's host is on and its daemon is gone.</summary>
    PeerSilent,

    /// <summary>The peer's host is off.</summary>
    PeerOff,

    /// <summary>Both daemons live; I cannot serve what I own.</summary>
    MyServiceFailed,

    /// <summary>Both daemons live; the peer cannot serve what it owns.</summary>
    PeersServiceFailed,
}

/// <summary>One row of the evidence matrix, and the commands that play it.</summary>
internal sealed record EvidenceRow(Owner Owner, Health Health, Paths Paths, bool Maintenance)
{
    /// <summary>The node from which the evidence is seen.</summary>
    public int Me => Owner == Owner.Me ? 0 : 1;

    public int Peer => 1 - Me;

    /// <summary>The scenario's name; the rows with and without maintenance share it.</summary>
    public string Name => $"evidence/{OwnerWords}/{Dashed(Health)}-{PathWords}";

    private string OwnerWords => Owner switch
    {
        Owner.Me => "i-own",
        Owner.Peer => "peer-owns",
        Owner.Nobody => "nobody-owns",
        _ => "both-wiped",
    };

    private string PathWords => Paths switch
    {
        Paths.Both => "both-paths",
        Paths.Device => "only-device",
        Paths.Interlink => "only-interlink",
        Paths.None => "no-path",
        Paths.Unsure => "unsure-device-and-interlink",
        _ => "only-unsure-device",
    };

    /// <summary>What the row is, for people.</summary>
    public string Description => $"Seen by node {Me}. {OwnerText} {HealthText}\n{PathText}";

    private string OwnerText => Owner switch
    {
        Owner.Me => "It owns the group; the peer is its standby.",
        Owner.Peer => "The peer owns the group.",
        Owner.Nobody => "The peer, which is the preferred node, released the group; nobody owns it.",
        _ => "Registers and state files of both nodes were wiped while both hosts were off.",
    };

    private string HealthText => Health switch
    {
        Health.PeerAlive => "Both daemons live.",
        Health.PeerSilent => "The peer's daemon is gone.",
        Health.PeerOff => "The peer's host is off.",
        Health.MyServiceFailed => "Its own service has failed.",
        _ => "The peer's service has failed.",
    };

    private string PathText => Paths switch
    {
        Paths.Both => "The device and the interlink work.",
        Paths.Device => "The interlink is cut, the device works.",
        Paths.Interlink => $"Node {Me} has lost the device, the interlink works.",
        Paths.None => $"Node {Me} has lost the device, and the interlink is cut.",
        Paths.Unsure => $"Three blocks of node {Peer}'s register are invalid, the interlink works.",
        _ => $"Three blocks of node {Peer}'s register are invalid, and the interlink is cut.",
    };

    /// <summary>The commands of the row, with the dashes.</summary>
    public IEnumerable<string> Commands()
    {
        string[] setting = Owner switch
        {
            Owner.Nobody => [.. SetReleased(), .. SetPaths(), .. EndMaintenance()],
            Owner.Wiped => ["begin power=no", "wipe both all", .. SetPaths(), .. SetPower()],
            _ => ["begin", "serve", .. SetMaintenance(), "mark", .. SetHealth(), .. SetPaths()],
        };
        string[] questions = ["decisions", ScenarioText.Dashes, "", "roles", "offs", "who", ScenarioText.Dashes];
        string[] claims = Owner == Owner.Wiped ? ["", .. Claim(), "run 15s", "answers", .. questions] : [];
        return [.. setting, Owner == Owner.Wiped ? "run 15s" : "run 25s", .. questions, .. claims];
    }

    private string[] SetMaintenance() => Maintenance ? ["order 0 maintenance on", "run 1s"] : [];

    private string[] SetHealth() => Health switch
    {
        Health.PeerSilent => [$"kill {Peer}"],
        Health.PeerOff => [$"off {Peer}"],
        Health.MyServiceFailed => [$"service {Me} bad"],
        Health.PeersServiceFailed => [$"service {Peer} bad"],
        _ => [],
    };

    private string[] SetPaths()
    {
        string cut = "cut both";
        string lost = $"device {Me} fails";
        string spoilt = $"spoil {Peer} blocks=0x07";
        return Paths switch
        {
            Paths.Device => [cut],
            Paths.Interlink => [lost],
            Paths.None => [cut, lost],
            Paths.Unsure => [spoilt],
            Paths.UnsureOnly => [cut, spoilt],
            _ => [],
        };
    }

    /// <summary>Only maintenance keeps a group without an owner from being claimed too early.</summary>
    private string[] SetReleased() =>
    [
        "begin",
        "serve",
        "order 0 maintenance on",
        "run 1s",
        "order 0 stop",
        "until exits 0",
        .. Health switch
        {
            Health.PeerAlive => ["start 0", "run 3s"],
            Health.PeerOff => ["off 0"],
            _ => Array.Empty<string>(),
        },
        "mark",
    ];

    private string[] EndMaintenance() => Maintenance ? []
        : Health == Health.PeerAlive ? ["order 0 maintenance off", "order 1 maintenance off"]
        : ["order 1 maintenance off"];

    private string[] SetPower() =>
    [
        .. Health switch
        {
            Health.PeerAlive => ["on both"],
            Health.PeerSilent => ["on 0 daemon=no", "on 1"],
            _ => (string[])["on 1"],
        },
        .. Maintenance ? (string[])["order 1 maintenance on"] : [],
    ];

    private string[] Claim() => Health == Health.PeerAlive ? ["order 0 claim", "order 1 claim"] : ["order 1 claim"];

    private static string Dashed(Health health) =>
        Rounding.Words(health.ToString()).Replace(' ', '-');
}
