namespace Beast.Quorum.Daemon.Journal;

/// <summary>
/// The whole lines of a growing file. A rotation is seen by the first bytes of the file at the path, which carry the
/// time of its first event: .NET has no inode numbers. Two rotations between two reads would lose the middle file.
/// </summary>
/// <param name="path">The file; need not exist yet.</param>
internal sealed class JournalTail(string path) : IDisposable
{
    private const int HeadLength = 160;

    private FileStream? file;
    private byte[] head = [];
    private byte[] rest = [];

    /// <summary>The lines of the rotated file.</summary>
    public static IEnumerable<byte[]> ReadOld(string path)
    {
        using JournalTail old = new(path + ".1");
        return old.ReadNew();
    }

    /// <summary>The whole lines that came since the last call.</summary>
    public IReadOnlyList<byte[]> ReadNew()
    {
        List<byte[]> lines = [];
        file ??= TryOpen();
        Drain(lines);
        if (file is not null && WasRotated())
        {
            // What came between the first look and the rotation is in the old file.
            Drain(lines);
            file.Dispose();
            file = TryOpen();
            head = [];
            rest = [];
            Drain(lines);
        }

        return lines;
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => file?.Dispose();

    private FileStream? TryOpen()
    {
        try
        {
            return new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.Open,
                Access = FileAccess.Read,
                Share = FileShare.ReadWrite | FileShare.Delete,
                BufferSize = 0,
            });
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            // Not written yet, or between the two steps of a rotation.
            return null;
        }
    }

    private void Drain(List<byte[]> lines)
    {
        if (file is null)
        {
            return;
        }

        byte[] chunk = new byte[64 * 1024];
        int count;
        while ((count = file.Read(chunk)) > 0)
        {
            if (head.Length < HeadLength)
            {
                head = [.. head, .. chunk[..Math.Min(count, HeadLength - head.Length)]];
            }

            byte[] data = [.. rest, .. chunk[..count]];
            int start = 0;
            int end;
            while ((end = Array.IndexOf(data, (byte)'\n', start)) >= 0)
            {
                if (end > start)
                {
                    lines.Add(data[start..end]);
                }

                start = end + 1;
            }

            rest = data[start..];
        }
    }

    private bool WasRotated()
    {
        using FileStream? current = TryOpen();
        if (current is null)
        {
            return false;
        }

        byte[] first = new byte[head.Length];
        int count = current.ReadAtLeast(first, first.Length, throwOnEndOfStream: false);
        return count < head.Length || !first.AsSpan().SequenceEqual(head);
    }
}
