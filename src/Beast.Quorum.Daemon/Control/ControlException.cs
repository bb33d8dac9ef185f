namespace Beast.Quorum.Daemon.Control;

/// <summary>The control socket cannot be used; the message says why, where, and what to do.</summary>
public sealed class ControlException : Exception
{
    /// <summary>An error without details.</summary>
    public ControlException()
    {
    }

    /// <summary>An error for people.</summary>
    public ControlException(string message)
        : base(message)
    {
    }

    /// <summary>An error with its cause.</summary>
    public ControlException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Whether no daemon answers at all, as against one that answers wrongly or not in time.</summary>
    public bool NotRunning { get; init; }
}
