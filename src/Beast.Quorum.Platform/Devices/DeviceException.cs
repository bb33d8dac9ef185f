namespace Beast.Quorum.Platform.Devices;

/// <summary>A device cannot be opened; the message says what, where, and what to do next.</summary>
public sealed class DeviceException : IOException
{
    /// <summary>An error without a number.</summary>
    public DeviceException()
    {
    }

    /// <summary>An error without a number.</summary>
    public DeviceException(string message)
        : base(message)
    {
    }

    /// <summary>An error with its cause.</summary>
    public DeviceException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>An error with the system's number.</summary>
    public DeviceException(string message, int error)
        : base(message) => Error = error;

    /// <summary>The errno, or 0 if the system gave none.</summary>
    public int Error { get; }
}
