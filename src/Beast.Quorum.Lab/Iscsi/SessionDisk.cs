using Beast.Quorum.Lab.Geom;
using Beast.Quorum.Lab.Portal;

namespace Beast.Quorum.Lab.Iscsi;

/// <summary>
/// The da of a session's LUN. Its size is the one it was found with: a LUN that gets its medium later stays at 0 until
/// somebody opens the device, or the session connects anew. gmultipath looks at the size before it opens.
/// </summary>
internal sealed class SessionDisk(InitiatorSession session, int bus, int unit, PortalLun lun) : IProvider
{
    private long _bytes = lun.Bytes;
    private volatile bool _gone;
    private int _running;

    /// <summary>The number of its SCSI bus, the same for all disks of a session.</summary>
    internal int Bus => bus;

    internal int Unit => unit;

    internal int Lun => lun.Id;

    internal bool IsGone => _gone;

    public string Name => $"da{unit}";

    public long MediaSize => Interlocked.Read(ref _bytes);

    public string? Pool => null;

    /// <summary>open(2) of its device node: asks for the size again. 0 or an errno.</summary>
    internal int OpenNode()
    {
        if (!_gone && session.SizeOf(lun.Id) is { } bytes and > 0)
        {
            Interlocked.Exchange(ref _bytes, bytes);
            return Errno.None;
        }

        return Errno.NotConfigured;
    }

    /// <summary>Whether a request of somebody has not been answered yet.</summary>
    internal bool IsBusy => Volatile.Read(ref _running) > 0;

    internal void Leave() => _gone = true;

    public int Open() => _gone ? Errno.NotConfigured : Errno.None;

    public void Close()
    {
        // The session owns what there is to close.
    }

    public int Read(long block, Span<byte> data) =>
        Ask(PortalRequest.Build(PortalOperation.Read, lun.Id, block, default), data);

    public int Write(long block, ReadOnlySpan<byte> data) =>
        Ask(PortalRequest.Build(PortalOperation.Write, lun.Id, block, data), default);

    private int Ask(byte[] request, Span<byte> data)
    {
        Interlocked.Increment(ref _running);
        try
        {
            return session.Ask(this, request, data);
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }
}
