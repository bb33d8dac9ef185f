using System.Text;
using Beast.Quorum.Platform.Native;
using Beast.Quorum.Platform.Polling;

namespace Beast.Quorum.Platform.Processes;

/// <summary>
/// Reads one output of a child: keeps the first bytes, drops the rest so that the child never blocks.
/// </summary>
internal sealed unsafe class OutputCapture : IDisposable
{
    // A child that left a writer behind (setsid) may write for ever: 4 MiB after the end are enough.
    private const int DrainReadsMax = 64;
    private readonly byte[] chunk = new byte[64 * 1024];
    private readonly MemoryStream kept = new();
    private readonly Descriptor read;
    private readonly int limit;
    private bool cut;

    internal OutputCapture(int limit)
    {
        this.limit = Math.Max(0, limit);
        (read, Write) = Pipe.Create();
        // Only our end: the child expects a blocking output.
        _ = LibC.Control(read.Number, OpenNumbers.SetFlags, OpenNumbers.NonBlocking);
    }

    /// <summary>The child's end.</summary>
    internal Descriptor Write { get; }

    internal int ReadDescriptor => read.Number;

    /// <summary>The text so far.</summary>
    internal string Text
    {
        get
        {
            string text = Encoding.UTF8.GetString(kept.GetBuffer(), 0, (int)kept.Length);
            return cut ? text + "[cut]" : text;
        }
    }

    /// <summary>Reads what is there, at most one chunk; false at the end of the output.</summary>
    internal bool ReadSome() => ReadOnce() != 0;

    /// <summary>Takes out what a child that is gone has left in the pipe; never waits.</summary>
    internal void Drain()
    {
        for (int reads = 0; reads < DrainReadsMax && ReadOnce() > 0; reads++)
        {
        }
    }

    public void Dispose() => read.Dispose();

    private nint ReadOnce()
    {
        nint count;
        fixed (byte* start = chunk)
        {
            count = LibC.Read(read, start, (nuint)chunk.Length);
        }

        if (count > 0)
        {
            int wanted = Math.Min((int)count, limit - (int)kept.Length);
            kept.Write(chunk, 0, wanted);
            cut |= wanted < count;
        }

        return count;
    }
}
