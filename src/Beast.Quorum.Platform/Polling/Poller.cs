using Beast.Quorum.Platform.Clock;
using Beast.Quorum.Platform.Devices;
using Beast.Quorum.Platform.Native;

namespace Beast.Quorum.Platform.Polling;

/// <summary>
/// Waits until one of a few descriptors can be read, or until a moment of <see cref="MonotonicClock"/>. Waiting
/// allocates nothing. For one thread; another thread wakes it with a <see cref="WakePipe"/>.
/// </summary>
public sealed unsafe class Poller
{
    private readonly PollEntry[] entries;

    /// <summary>A poller for up to <paramref name="capacity"/> descriptors (1 to 256).</summary>
    public Poller(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(capacity, 256);
        entries = GC.AllocateArray<PollEntry>(capacity, pinned: true);
    }

    /// <summary>How many descriptors were added.</summary>
    public int Count { get; private set; }

    /// <summary>The errno of the last wait that failed, else 0.</summary>
    public int LastError { get; private set; }

    /// <summary>Adds a descriptor and returns its index. The poller does not own it.</summary>
    /// <exception cref="InvalidOperationException">There is no room left.</exception>
    public int Add(int descriptor)
    {
        if (Count == entries.Length)
        {
            throw new InvalidOperationException($"this poller was made for {entries.Length} descriptors");
        }

        entries[Count] = new PollEntry { Descriptor = descriptor, Events = (short)(int)PollNumbers.In };
        return Count++;
    }

    /// <summary>Puts another descriptor in the place of one; -1 leaves the place empty.</summary>
    public void Replace(int index, int descriptor)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
        entries[index].Descriptor = descriptor;
        entries[index].Returned = 0;
    }

    /// <summary>
    /// Waits until something can be read, or until <paramref name="deadline"/> (ticks of <see cref="MonotonicClock"/>;
    /// <see cref="long.MaxValue"/>: for ever). A deadline that has passed only looks.
    /// </summary>
    /// <returns>How many descriptors are ready; 0 at the deadline; -1 on an error (<see cref="LastError"/>).</returns>
    public int Wait(long deadline)
    {
        while (true)
        {
            // A day at a time: the sum of a timeout and the kernel's clock must not overflow.
            long left = Math.Min(MonotonicClock.Until(deadline).Ticks, TimeSpan.TicksPerDay);
            TimeSpec timeout = new()
            {
                Seconds = left / TimeSpan.TicksPerSecond,
                Nanoseconds = left % TimeSpan.TicksPerSecond * TimeSpan.NanosecondsPerTick,
            };
            int ready;
            fixed (PollEntry* first = entries)
            {
                ready = PollCalls.Wait(first, (nuint)Count, &timeout, null);
            }

            LastError = ready < 0 ? LibC.LastError : 0;
            bool again = LastError == Errno.EINTR || (ready == 0 && MonotonicClock.Ticks < deadline);
            if (!again)
            {
                return ready;
            }
        }
    }

    /// <summary>
    /// Whether the last wait found this descriptor ready: data, the other end closed, or an error that a read reports.
    /// </summary>
    public bool IsReady(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
        return entries[index].Returned != 0;
    }

    /// <summary>Whether the last wait found that this descriptor is not open.</summary>
    public bool IsInvalid(int index) => IsReady(index) && (entries[index].Returned & PollNumbers.Invalid) != 0;
}
