namespace Beast.Quorum.Platform.Devices;

/// <summary>
/// Error numbers as this system counts them; never compare an errno with a literal, they differ from 35 on.
/// </summary>
public static class Errno
{
    private static readonly Dictionary<string, ErrnoEntry> ByName = ErrnoTable.Entries.ToDictionary(e => e.Name);
    private static readonly Dictionary<int, ErrnoEntry> ByNumber = ErrnoTable.Entries.ToDictionary(e => e.Here);

    /// <summary>Operation not permitted; on a FreeBSD disk: somebody else holds it for writing.</summary>
    public static int EPERM { get; } = Number("EPERM");

    /// <summary>No such file or directory.</summary>
    public static int ENOENT { get; } = Number("ENOENT");

    /// <summary>No such process.</summary>
    public static int ESRCH { get; } = Number("ESRCH");

    /// <summary>Interrupted by a signal.</summary>
    public static int EINTR { get; } = Number("EINTR");

    /// <summary>I/O error.</summary>
    public static int EIO { get; } = Number("EIO");

    /// <summary>Device not configured: gone, or without a medium.</summary>
    public static int ENXIO { get; } = Number("ENXIO");

    /// <summary>No such child process.</summary>
    public static int ECHILD { get; } = Number("ECHILD");

    /// <summary>Out of memory.</summary>
    public static int ENOMEM { get; } = Number("ENOMEM");

    /// <summary>Permission denied.</summary>
    public static int EACCES { get; } = Number("EACCES");

    /// <summary>Bad address: a pointer that the kernel cannot follow.</summary>
    public static int EFAULT { get; } = Number("EFAULT");

    /// <summary>In use.</summary>
    public static int EBUSY { get; } = Number("EBUSY");

    /// <summary>Exists already.</summary>
    public static int EEXIST { get; } = Number("EEXIST");

    /// <summary>No such device; operation not supported by the device.</summary>
    public static int ENODEV { get; } = Number("ENODEV");

    /// <summary>Not a directory.</summary>
    public static int ENOTDIR { get; } = Number("ENOTDIR");

    /// <summary>Is a directory.</summary>
    public static int EISDIR { get; } = Number("EISDIR");

    /// <summary>Invalid argument; on a disk: a misaligned transfer.</summary>
    public static int EINVAL { get; } = Number("EINVAL");

    /// <summary>The file does not understand this ioctl.</summary>
    public static int ENOTTY { get; } = Number("ENOTTY");

    /// <summary>No space left.</summary>
    public static int ENOSPC { get; } = Number("ENOSPC");

    /// <summary>Read-only file system or device.</summary>
    public static int EROFS { get; } = Number("EROFS");

    /// <summary>The other end is closed.</summary>
    public static int EPIPE { get; } = Number("EPIPE");

    /// <summary>Try again; the same number as EWOULDBLOCK (35 on FreeBSD, 11 on Linux).</summary>
    public static int EAGAIN { get; } = Number("EAGAIN");

    /// <summary>Not supported.</summary>
    public static int EOPNOTSUPP { get; } = Number("EOPNOTSUPP");

    /// <summary>No buffer space: the receiver's queue is full.</summary>
    public static int ENOBUFS { get; } = Number("ENOBUFS");

    /// <summary>Timed out.</summary>
    public static int ETIMEDOUT { get; } = Number("ETIMEDOUT");

    /// <summary>Nobody listens there.</summary>
    public static int ECONNREFUSED { get; } = Number("ECONNREFUSED");

    /// <summary>The system call does not exist in this kernel.</summary>
    public static int ENOSYS { get; } = Number("ENOSYS");

    /// <summary>
    /// The name of an error number, such as <c>EIO</c>, or <c>errno 217</c> for one that is not in the table.
    /// </summary>
    public static string Name(int error) => ByNumber.TryGetValue(error, out ErrnoEntry? e) ? e.Name : $"errno {error}";

    /// <summary>An error number in words: <c>I/O error (EIO)</c>.</summary>
    public static string Describe(int error) => error switch
    {
        0 => "no error",
        _ when ByNumber.TryGetValue(error, out ErrnoEntry? e) => $"{e.Text} ({e.Name})",
        _ => $"unknown error (errno {error})",
    };

    /// <summary>
    /// What to do about an error in general; empty if there is nothing to add. For a disk: <see cref="DeviceAdvice"/>.
    /// </summary>
    public static string Advice(int error) => ByNumber.TryGetValue(error, out ErrnoEntry? e) ? e.Advice : "";

    /// <summary><see cref="Describe"/>, followed by <see cref="Advice"/> where there is some.</summary>
    public static string Explain(int error)
    {
        string advice = Advice(error);
        return advice.Length == 0 ? Describe(error) : $"{Describe(error)}: {advice}";
    }

    private static int Number(string name) => ByName[name].Here;
}
