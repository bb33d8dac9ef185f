namespace Beast.Quorum.Daemon.Security;

/// <summary>The key file cannot be used; the message says why and what to do.</summary>
public sealed class KeyFileException : Exception
{
    /// <summary>Makes one with a message for people.</summary>
    public KeyFileException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with a message for people and what lies behind it.</summary>
    public KeyFileException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
