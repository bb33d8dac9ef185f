using System.Globalization;
using System.Text;
using Beast.Quorum.Platform.Devices;
using Beast.Quorum.Platform.Native;

namespace Beast.Quorum.Platform.Files;

/// <summary>
/// The lock of one daemon per host, held by flock(2) on an open file. Every command of the daemon inherits the
/// descriptor, so the lock lives until the daemon *and* its last command are gone: no new daemon starts while an old
/// <c>zpool import</c> still runs. The kernel releases it, whatever way the processes end.
/// </summary>
public sealed class InstanceLock : IDisposable
{
    private readonly Descriptor file;

    private InstanceLock(string path, Descriptor file)
    {
        Path = path;
        this.file = file;
    }

    /// <summary>The lock file.</summary>
    public string Path { get; }

    /// <summary>The descriptor, for the inherited descriptors of every command; close-on-exec for all others.</summary>
    public int Descriptor => file.Number;

    /// <summary>Tries to take the lock; never waits.</summary>
    /// <param name="path">The lock file; made if it does not exist (mode 0644), never removed.</param>
    /// <param name="holderPid">
    /// Who holds it: this process, or the process id found in the file (0 if there is none). After the daemon's death
    /// the id is the daemon's, though one of its commands holds the lock.
    /// </param>
    /// <returns>The lock, or null if somebody holds it.</returns>
    /// <exception cref="IOException">The file cannot be opened or written.</exception>
    public static InstanceLock? TryAcquire(string path, out int holderPid)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        int flags = OpenNumbers.ReadWrite | OpenNumbers.Create | OpenNumbers.NoFollow | OpenNumbers.NonBlocking;
        Descriptor file = LibC.Open(path, flags, out int error, mode: 0x1A4);
        if (error != 0)
        {
            throw FileCalls.Failure("open the lock file", path, error);
        }

        try
        {
            while (FileCalls.Lock(file, FileNumbers.LockExclusive | FileNumbers.LockNonBlocking) != 0)
            {
                error = LibC.LastError;
                if (error == Errno.EAGAIN)
                {
                    holderPid = ReadHolder(file, path);
                    file.Dispose();
                    return null;
                }

                if (error != Errno.EINTR)
                {
                    throw FileCalls.Failure("lock", path, error);
                }
            }

            holderPid = Environment.ProcessId;
            WriteHolder(file, path, holderPid);
            return new InstanceLock(path, file);
        }
        catch (IOException)
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Closes this process's share of the lock; commands that inherited it go on holding theirs.</summary>
    /// <remarks>Never LOCK_UN: that would unlock the open file for every process that shares it.</remarks>
    public void Dispose() => file.Dispose();

    private static int ReadHolder(Descriptor file, string path)
    {
        Span<byte> bytes = stackalloc byte[16];
        int count = FileCalls.ReadAll(file, path, bytes, 0);
        string text = Encoding.ASCII.GetString(bytes[..count]).Trim();
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int pid) ? pid : 0;
    }

    private static void WriteHolder(Descriptor file, string path, int pid)
    {
        if (FileCalls.Truncate(file, 0) != 0)
        {
            throw FileCalls.Failure("truncate the lock file", path, LibC.LastError);
        }

        FileCalls.WriteAll(file, path, Encoding.ASCII.GetBytes($"{pid}\n"), 0);
    }
}
