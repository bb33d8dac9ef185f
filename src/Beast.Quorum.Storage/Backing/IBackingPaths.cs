namespace Beast.Quorum.Storage.Backing;

/// <summary>Tells whether the path behind a LUN can be opened. May block as long as the kernel does.</summary>
public interface IBackingPaths
{
    /// <summary>Whether it can be opened for reading.</summary>
    /// <param name="path">Absolute path of a zvol, disk or file.</param>
    /// <param name="why">If not, why.</param>
    public bool CanOpen(string path, out string why);
}

/// <summary>Opens the path itself, O_RDONLY, and closes it at once.</summary>
public sealed class NativeBackingPaths : IBackingPaths
{
    /// <inheritdoc/>
    public bool CanOpen(string path, out string why)
    {
        try
        {
            // ReadWrite sharing: no advisory lock, which CTL or another step could meet.
            using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            why = "";
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException
            or NotSupportedException)
        {
            why = exception.Message;
            return false;
        }
    }
}
