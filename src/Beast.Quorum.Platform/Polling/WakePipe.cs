using Beast.Quorum.Platform.Native;

namespace Beast.Quorum.Platform.Polling;

/// <summary>
/// Wakes a thread that waits in a <see cref="Poller"/>. Any number of wakes before the thread looks are one: a full
/// pipe is as awake as it gets.
/// </summary>
public sealed unsafe class WakePipe : IDisposable
{
    private readonly Descriptor read;
    private readonly Descriptor write;

    /// <summary>Makes the pipe.</summary>
    /// <exception cref="IOException">No descriptors left.</exception>
    public WakePipe() => (read, write) = Pipe.Create(nonBlocking: true);

    /// <summary>The end to wait for, for <see cref="Poller.Add"/>.</summary>
    public int ReadDescriptor => read.Number;

    /// <summary>
    /// Wakes the waiting thread. From any thread, never blocks, allocates nothing; nothing after a dispose.
    /// </summary>
    public void Wake()
    {
        byte one = 1;
        try
        {
            if (!write.IsClosed)
            {
                // EAGAIN: the pipe is full, so the other thread will wake anyway.
                _ = LibC.Write(write, &one, 1);
            }
        }
        catch (ObjectDisposedException)
        {
            // The waiting thread is gone: there is nobody to wake.
        }
    }

    /// <summary>
    /// Takes all wakes out; call it before looking at what one was woken for, so that no wake is lost.
    /// </summary>
    /// <returns>Whether there was any.</returns>
    public bool Drain()
    {
        const int size = 256;
        byte* bytes = stackalloc byte[size];
        bool any = false;
        while (LibC.Read(read, bytes, size) is var count && count > 0)
        {
            any = true;
            if (count < size)
            {
                break;
            }
        }

        return any;
    }

    /// <summary>Closes both ends.</summary>
    public void Dispose()
    {
        write.Dispose();
        read.Dispose();
    }
}
