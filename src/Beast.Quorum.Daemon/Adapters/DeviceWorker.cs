using Beast.Quorum.Core.Device;
using Beast.Quorum.Core.Machine;
using Beast.Quorum.Core.Time;
using Beast.Quorum.Daemon.Loop;
using Beast.Quorum.Platform.Clock;
using Beast.Quorum.Platform.Devices;

namespace Beast.Quorum.Daemon.Adapters;

/// <summary>
/// The thread of the quorum device. Its calls may block for minutes and hold up nothing but this thread. One request at
/// a time: the machine never has two outstanding. Allocates nothing while the device answers.
/// </summary>
internal sealed class DeviceWorker(
    DeviceGate gate, RingReader reader, int node, EventQueue queue, Action<Thread> onThread) : IDisposable
{
    private enum Request
    {
        None,
        OwnRing,
        Write,
        PeerRing,
        End,
    }

    private readonly object signal = new();
    private readonly NativeBuffer ring = new(DeviceLayout.RingBytes);
    private readonly NativeBuffer oneBlock = new(DeviceLayout.BlockSize);
    private readonly RingView view = new();
    private Request request;
    private int block;
    private long served;

    /// <summary>Filled by the decision thread before <see cref="Write"/>.</summary>
    public NativeBuffer WriteBuffer { get; } = new(DeviceLayout.BlockSize);

    /// <summary>Requests served; readable by any thread.</summary>
    public long Requests => Interlocked.Read(ref served);

    /// <summary>Bytes this thread allocated in its last thousand requests; for the test that wants none.</summary>
    public long AllocatedInLastThousand { get; private set; } = -1;

    public void Start()
    {
        Thread thread = new(Serve, 512 * 1024) { IsBackground = true, Name = "quorum device" };
        thread.Start();
    }

    public void ReadOwnRing() => Ask(Request.OwnRing);

    public void ReadPeerRing() => Ask(Request.PeerRing);

    public void Write(int toBlock)
    {
        block = toBlock;
        Ask(Request.Write);
    }

    /// <summary>
    /// Ends the thread when its request has ended, which may be never; it then frees its buffers itself.
    /// </summary>
    public void Dispose() => Ask(Request.End);

    private void Ask(Request what)
    {
        lock (signal)
        {
            request = what;
            Monitor.Pulse(signal);
        }
    }

    private void Serve()
    {
        onThread(Thread.CurrentThread);
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        while (true)
        {
            Request next = Next();
            if (next == Request.End)
            {
                ring.Dispose();
                oneBlock.Dispose();
                WriteBuffer.Dispose();
                return;
            }

            Do(next);
            if (Interlocked.Increment(ref served) % 1000 == 0)
            {
                long total = GC.GetAllocatedBytesForCurrentThread();
                AllocatedInLastThousand = total - allocated;
                allocated = total;
            }
        }
    }

    private Request Next()
    {
        lock (signal)
        {
            while (request == Request.None)
            {
                Monitor.Wait(signal);
            }

            Request next = request;
            request = next == Request.End ? next : Request.None;
            return next;
        }
    }

    private void Do(Request what)
    {
        switch (what)
        {
            case Request.Write:
                bool written = WriteBlock();
                queue.Post(NodeEvent.WriteEnded(written, Now()));
                break;
            case Request.OwnRing:
                queue.Post(NodeEvent.OwnRingRead(Read(node)));
                break;
            default:
                RingView? read = Read(1 - node);
                queue.Post(NodeEvent.PeerRingRead(read, Now()));
                break;
        }
    }

    private static Instant Now() => new(MonotonicClock.Ticks);

    private bool WriteBlock()
    {
        if (gate.Open() is not { } device)
        {
            return false;
        }

        DeviceResult result = device.Write(
            DeviceLayout.BlockOffset(node, block), WriteBuffer, DeviceLayout.BlockSize);
        bool ok = result.Ok && result.Count == DeviceLayout.BlockSize;
        gate.Note(result, ok, "writing the own register");
        return ok;
    }

    private RingView? Read(int whose)
    {
        if (gate.Open() is not { } device)
        {
            return null;
        }

        DeviceResult result = device.Read(DeviceLayout.RingOffset(whose), ring, DeviceLayout.RingBytes);
        if (result.Ok && result.Count == DeviceLayout.RingBytes)
        {
            gate.Note(result, true, "reading");
            reader.Read(ring.AsSpan(), 0, whose, view);
            return view;
        }

        return ReadBlocks(device, whose, result);
    }

    /// <summary>A ring that cannot be read whole may have one bad block; two are a failed read.</summary>
    private RingView? ReadBlocks(IBlockDevice device, int whose, DeviceResult whole)
    {
        byte unreadable = 0;
        int failures = 0;
        for (int at = 0; at < DeviceLayout.RingBlocks && failures < 2; at++)
        {
            DeviceResult one = device.Read(DeviceLayout.BlockOffset(whose, at), oneBlock, DeviceLayout.BlockSize);
            if (one.Ok && one.Count == DeviceLayout.BlockSize)
            {
                oneBlock.AsSpan().CopyTo(ring.AsSpan()[(at * DeviceLayout.BlockSize)..]);
            }
            else
            {
                unreadable |= (byte)(1 << at);
                failures++;
            }
        }

        gate.Note(whole, failures < 2, whose == node ? "reading the own register" : "reading the peer's register");
        if (failures >= 2)
        {
            return null;
        }

        reader.Read(ring.AsSpan(), unreadable, whose, view);
        return view;
    }
}
