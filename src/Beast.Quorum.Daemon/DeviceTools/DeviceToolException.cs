namespace Beast.Quorum.Daemon.DeviceTools;

/// <summary>A device command cannot go on; the message says what, where, and what to do.</summary>
public sealed class DeviceToolException : Exception
{
    /// <summary>An error without details.</summary>
    public DeviceToolException()
    {
    }

    /// <summary>An error for people.</summary>
    public DeviceToolException(string message)
        : base(message)
    {
    }

    /// <summary>An error with its cause.</summary>
    public DeviceToolException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
