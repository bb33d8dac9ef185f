using Beast.Quorum.Platform.Devices;
using Beast.Quorum.Platform.Native;

namespace Beast.Quorum.Platform.Polling;

/// <summary>A pipe, both ends close-on-exec and above the standard descriptors.</summary>
internal static class Pipe
{
    /// <summary>Makes a pipe. Blocking ends by default, as a child process expects its output to be.</summary>
    /// <exception cref="IOException">No descriptors left.</exception>
    internal static unsafe (Descriptor Read, Descriptor Write) Create(bool nonBlocking = false)
    {
        int* ends = stackalloc int[2];
        int flags = OpenNumbers.CloseOnExec | (nonBlocking ? OpenNumbers.NonBlocking : 0);
        if (LibC.Pipe(ends, flags) != 0)
        {
            throw new IOException($"cannot make a pipe: {Errno.Explain(LibC.LastError)}");
        }

        return (Raise(ends[0]), Raise(ends[1]));
    }

    // In a process whose standard descriptors are closed a pipe may get number 0, 1 or 2, which a child replaces.
    private static Descriptor Raise(int number)
    {
        if (number > 2)
        {
            return new Descriptor(number);
        }

        using Descriptor low = new(number);
        int high = LibC.Control(number, OpenNumbers.DuplicateCloseOnExec, 3);
        return high > 2 ? new Descriptor(high) : throw new IOException(
            $"cannot move descriptor {number}: {Errno.Explain(LibC.LastError)}");
    }
}
