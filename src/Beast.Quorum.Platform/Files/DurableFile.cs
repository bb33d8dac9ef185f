using Beast.Quorum.Platform.Devices;
using Beast.Quorum.Platform.Native;

namespace Beast.Quorum.Platform.Files;

/// <summary>Writes small files so that after a crash there is either the old content or the new one.</summary>
public static class DurableFile
{
    /// <summary>
    /// Replaces a file: a new file beside it (<c>PATH.new</c>), synced, renamed over it, its directory synced.
    /// One writer per path at a time.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="content">Its new content.</param>
    /// <param name="mode">Its permissions, whatever the umask says.</param>
    /// <exception cref="IOException">Nothing was changed; the message says which step failed.</exception>
    public static void WriteAtomically(string path, ReadOnlySpan<byte> content, UnixFileMode mode)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string temporary = path + ".new";
        if (FileCalls.Unlink(temporary) != 0 && LibC.LastError is var error && error != Errno.ENOENT)
        {
            throw FileCalls.Failure("remove the leftover", temporary, error);
        }

        try
        {
            WriteNew(temporary, content, (uint)mode);
            if (FileCalls.Rename(temporary, path) != 0)
            {
                throw FileCalls.Failure("replace", path, LibC.LastError);
            }
        }
        catch (IOException)
        {
            // The failure above is the news; a leftover is removed by the next write.
            _ = FileCalls.Unlink(temporary);
            throw;
        }

        FileCalls.SyncDirectoryOf(path);
    }

    private static void WriteNew(string path, ReadOnlySpan<byte> content, uint mode)
    {
        int flags = OpenNumbers.WriteOnly | OpenNumbers.Create | OpenNumbers.Exclusive | OpenNumbers.NoFollow;
        using Descriptor file = LibC.Open(path, flags, out int error, mode: 0x180);
        if (error != 0)
        {
            throw FileCalls.Failure("create", path, error);
        }

        if (FileCalls.ChangeMode(file, mode) != 0)
        {
            throw FileCalls.Failure("set the mode of", path, LibC.LastError);
        }

        FileCalls.WriteAll(file, path, content, 0);
        FileCalls.Sync(file, path);
    }
}
