using System.Text.Json;

namespace Beast.Quorum.Daemon.Journal;

/// <summary>
/// Appends events to <c>events.jsonl</c>. When the file would pass its limit it becomes <c>events.jsonl.1</c>,
/// replacing
/// the one before. A full disk or an unwritable directory is never fatal: it is told once, what is lost is counted, and
/// every later event tries again. Writes block as the disk does, so call it from no thread that has deadlines.
/// </summary>
public sealed class JournalWriter : IDisposable
{
    /// <summary>Name of the file in <c>state_directory</c>.</summary>
    public const string FileName = "events.jsonl";

    /// <summary>Limit of one file unless told otherwise: 4 MiB; two files are kept.</summary>
    public const long DefaultLimit = 4 * 1024 * 1024;

    private readonly string path;
    private readonly long limit;
    private readonly Action<string> lost;
    private readonly Action<long> back;
    private readonly Lock gate = new();
    private FileStream? file;
    private long missing;

    /// <summary>Makes a writer; nothing is opened before the first event.</summary>
    /// <param name="directory">Where the journal is.</param>
    /// <param name="lost">Told once, with the reason, when events begin to be lost.</param>
    /// <param name="back">Told, with the number of lost events, when the journal is written again.</param>
    /// <param name="limit">Bytes after which the file is rotated, at least 1.</param>
    public JournalWriter(string directory, Action<string> lost, Action<long> back, long limit = DefaultLimit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        path = PathIn(directory);
        this.limit = limit;
        this.lost = lost;
        this.back = back;
    }

    /// <summary>Path of the journal.</summary>
    /// <param name="stateDirectory">The configured directory.</param>
    public static string PathIn(string stateDirectory) => Path.Combine(stateDirectory, FileName);

    /// <summary>Events that could not be written since the start.</summary>
    public long Lost { get; private set; }

    /// <summary>Appends one event. Never throws for what the disk does.</summary>
    /// <returns>Whether it was written.</returns>
    public bool Append(JournalEntry entry)
    {
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(entry, JournalJson.Default.JournalEntry), (byte)'\n'];
        long returned;
        string? failure = null;
        lock (gate)
        {
            try
            {
                Write(line);
                returned = missing;
                missing = 0;
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                Close();
                returned = 0;
                missing++;
                Lost++;
                failure = missing == 1 ? fault.Message : null;
            }
        }

        // Outside the lock: who is told may well log, and end up here again.
        if (failure is not null)
        {
            lost(failure);
        }

        if (returned > 0)
        {
            back(returned);
        }

        return missing == 0;
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            Close();
        }
    }

    private void Write(byte[] line)
    {
        file ??= Open();
        if (file.Length > 0 && file.Length + line.Length > limit)
        {
            Close();
            File.Move(path, path + ".1", overwrite: true);
            file = Open();
        }

        file.Write(line);
        file.Flush();
    }

    private FileStream Open()
    {
        FileStreamOptions options = new()
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite | FileShare.Delete,
            BufferSize = 0,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead,
        };
        FileStream stream = new(path, options);
        try
        {
            EndTornLine(stream);
            return stream;
        }
        catch (IOException)
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>A line that a crash cut short must not swallow the next one.</summary>
    private static void EndTornLine(FileStream stream)
    {
        if (stream.Length == 0)
        {
            return;
        }

        stream.Seek(-1, SeekOrigin.End);
        if (stream.ReadByte() != '\n')
        {
            stream.WriteByte((byte)'\n');
        }
    }

    private void Close()
    {
        file?.Dispose();
        file = null;
    }
}
