using System.Collections.Concurrent;
using System.Text;
using Beast.Quorum.Platform.Files;

namespace Beast.Quorum.Platform.SelfFencing;

/// <summary>
/// A note that a self-fence leaves for the next start: why the host was reset. Writing it must not delay the reset, so
/// it gets 200 ms on a thread of its own; one that takes longer is still written, unless a newer text follows.
/// </summary>
public static class Sentinel
{
    private const int LengthMax = 64 * 1024;
    private static readonly ConcurrentDictionary<string, string> Newest = new(StringComparer.Ordinal);
    private static readonly Lock Writing = new();
    private static readonly TimeSpan WriteWithin = TimeSpan.FromMilliseconds(200);

    /// <summary>Writes and syncs the note; false if that failed or is still not done after 200 ms.</summary>
    public static bool Write(string path, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        bool written = false;
        Newest[path] = text;
        Thread writer = new(() => written = TryWrite(path), maxStackSize: 256 * 1024)
        {
            IsBackground = true,
            Name = "sentinel",
        };
        writer.Start();
        return writer.Join(WriteWithin) && written;
    }

    /// <summary>The note, or null if there is none.</summary>
    /// <exception cref="IOException">There is one, but it cannot be read.</exception>
    public static string? Read(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        // No more than that is read: a file that somebody else put there may have any size.
        byte[] bytes = new byte[LengthMax];
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        int count = file.ReadAtLeast(bytes, LengthMax, throwOnEndOfStream: false);
        return Encoding.UTF8.GetString(bytes, 0, count);
    }

    /// <summary>Removes the note once it was reported.</summary>
    /// <exception cref="IOException">It cannot be removed.</exception>
    public static void Clear(string path) => File.Delete(path);

    private static bool TryWrite(string path)
    {
        try
        {
            lock (Writing)
            {
                UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
                DurableFile.WriteAtomically(path, Encoding.UTF8.GetBytes(Newest[path]), mode);
            }

            return true;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The caller learns it from the result; the reset goes on without a note.
            return false;
        }
    }
}
