namespace Beast.Quorum.Daemon.Control;

/// <summary>One line from a client to the daemon. Fields that a request does not need are absent.</summary>
public sealed record ControlRequest
{
    /// <summary>The only version of the protocol so far.</summary>
    public const int CurrentVersion = 1;

    /// <summary>Version of the protocol the client speaks. Key <c>version</c>.</summary>
    public int Version { get; init; } = CurrentVersion;

    /// <summary>What is wanted: one of <see cref="ControlRequests.All"/>. Key <c>request</c>.</summary>
    public required string Request { get; init; }

    /// <summary>Name of a group. Key <c>group</c>.</summary>
    public string? Group { get; init; }

    /// <summary>The node that is to own the group, 0 or 1; absent for "the other one". Key <c>target</c>.</summary>
    public int? Target { get; init; }

    /// <summary>Whether maintenance is to be on. Key <c>on</c>.</summary>
    public bool? On { get; init; }

    /// <summary>When maintenance ends by itself, in seconds; absent for never. Key <c>duration_s</c>.</summary>
    public double? DurationS { get; init; }

    /// <summary>How long a restarting daemon may be away, in seconds. Key <c>away_s</c>.</summary>
    public double? AwayS { get; init; }

    /// <summary>Although this node may hold the last good copy. Key <c>force</c>.</summary>
    public bool? Force { get; init; }

    /// <summary>A step of a recovery: look, scrub, clear or end. Key <c>action</c>.</summary>
    public string? Action { get; init; }

    /// <summary>For the end of a recovery: with the damage that is left. Key <c>accept</c>.</summary>
    public bool? Accept { get; init; }
}

/// <summary>The names of the requests.</summary>
public static class ControlRequests
{
    /// <summary>Answers at once, to show that the daemon lives.</summary>
    public const string Ping = "ping";

    /// <summary>Answers with the status document.</summary>
    public const string Status = "status";

    /// <summary>Moves a group, planned; answers when it is moved, or stays.</summary>
    public const string Switchover = "switchover";

    /// <summary>Moves a group to its preferred node.</summary>
    public const string Failback = "failback";

    /// <summary>Switches maintenance.</summary>
    public const string Maintenance = "maintenance";

    /// <summary>Ends the daemon without moving anything.</summary>
    public const string Restart = "restart";

    /// <summary>Gives everything up and ends the daemon.</summary>
    public const string Stop = "stop";

    /// <summary>Lets a node with a wiped register claim again.</summary>
    public const string Claim = "claim";

    /// <summary>Forgets that a takeover failed here.</summary>
    public const string Retry = "retry";

    /// <summary>Reads the configuration again.</summary>
    public const string Reload = "reload";

    /// <summary>Takes a step of a recovery; answers when it is done.</summary>
    public const string Recover = "recover";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Ping, Status, Switchover, Failback, Maintenance, Restart, Stop, Claim, Retry, Reload, Recover];
}
