using Beast.Quorum.Daemon.Status;

namespace Beast.Quorum.Daemon.Control;

/// <summary>One line from the daemon to a client.</summary>
public sealed record ControlAnswer
{
    /// <summary>Version of the protocol. Key <c>version</c>.</summary>
    public int Version { get; init; } = ControlRequest.CurrentVersion;

    /// <summary>Whether what was wanted was done. Key <c>ok</c>.</summary>
    public required bool Ok { get; init; }

    /// <summary>What happened, or why not, in plain words. Key <c>text</c>.</summary>
    public required string Text { get; init; }

    /// <summary>Process id of the daemon. Key <c>process_id</c>.</summary>
    public int ProcessId { get; init; } = Environment.ProcessId;

    /// <summary>Answer to <c>status</c>. Key <c>status</c>.</summary>
    public StatusDocument? Status { get; init; }

    /// <summary>It was done.</summary>
    public static ControlAnswer Done(string text) => new() { Ok = true, Text = text };

    /// <summary>It was not done.</summary>
    public static ControlAnswer Refused(string text) => new() { Ok = false, Text = text };

    /// <summary>Here is the status.</summary>
    public static ControlAnswer WithStatus(StatusDocument status) => new() { Ok = true, Text = "", Status = status };
}
