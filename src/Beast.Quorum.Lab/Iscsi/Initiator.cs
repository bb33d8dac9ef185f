using Beast.Quorum.Lab.Geom;
using Beast.Quorum.Lab.Portal;

namespace Beast.Quorum.Lab.Iscsi;

/// <summary>The iSCSI initiator of one host: its sessions and their disks.</summary>
internal sealed class Initiator(string hostName, Action<string> console) : IDisposable
{
    private const long SectorLength = 512;

    /// <summary>Those before it are the host's own.</summary>
    private const int FirstBus = 7;

    private readonly Lock _gate = new();
    private readonly List<InitiatorSession> _sessions = [];
    private readonly List<SessionDisk> _disks = [];
    private int _lastId;

    internal IscsiSettings Settings { get; } = new();

    /// <summary>The initiator's name.</summary>
    internal string Name => "iqn.1994-09.org.freebsd:" + hostName;

    /// <summary>Where a portal's address leads; a network of its own has other addresses than the machine.</summary>
    internal Func<string, string> Route { get; init; } = portal => portal;

    /// <summary>Told of every disk that goes; set once, before the first session.</summary>
    internal Action<IProvider> DiskGone { get; set; } = _ => { };

    internal IReadOnlyList<InitiatorSession> Sessions()
    {
        lock (_gate)
        {
            return [.. _sessions];
        }
    }

    internal SessionDisk? Disk(string name)
    {
        lock (_gate)
        {
            return _disks.Find(disk => disk.Name == name);
        }
    }

    /// <summary>ISCSISADD; false is EBUSY: there is such a session, or it has not quite gone yet.</summary>
    internal bool Add(string portal, string target)
    {
        InitiatorSession session;
        lock (_gate)
        {
            if (_sessions.Exists(known => known.Portal == portal && known.Target == target))
            {
                return false;
            }

            session = new InitiatorSession(this, ++_lastId, portal, target);
            _sessions.Add(session);
        }

        session.Start();
        return true;
    }

    /// <summary>ISCSISREMOVE of every session that fits; null fits all. False is ESRCH: none does.</summary>
    internal bool Remove(string? portal, string? target)
    {
        List<InitiatorSession> leaving;
        lock (_gate)
        {
            leaving = _sessions.FindAll(session => (portal is null || session.Portal == portal)
                && (target is null || session.Target == target));
        }

        leaving.ForEach(session => session.Dispose());
        return leaving.Count > 0;
    }

    internal InitiatorSession? Find(int id)
    {
        lock (_gate)
        {
            return _sessions.Find(session => session.Id == id);
        }
    }

    internal void Forget(InitiatorSession session)
    {
        lock (_gate)
        {
            _sessions.Remove(session);
        }
    }

    /// <summary>Makes disks of a session's LUNs, each with the lowest free number.</summary>
    internal IReadOnlyList<SessionDisk> Attach(InitiatorSession session, IReadOnlyList<PortalLun> luns)
    {
        var made = new List<SessionDisk>();
        lock (_gate)
        {
            int bus = Free(FirstBus, number => _disks.Exists(disk => disk.Bus == number));
            foreach (PortalLun lun in luns)
            {
                int unit = Free(0, number => _disks.Exists(disk => disk.Unit == number));
                var disk = new SessionDisk(session, bus, unit, lun);
                _disks.Add(disk);
                made.Add(disk);
            }
        }

        foreach (SessionDisk disk in made)
        {
            Announce(session, disk);
        }

        return made;
    }

    internal void Detach(InitiatorSession session, IReadOnlyList<SessionDisk> disks)
    {
        foreach (SessionDisk disk in disks)
        {
            Say(Place(session, disk));
            Say($"{disk.Name}: <FREEBSD CTLDISK 0001> s/n MYSERIAL{disk.Lun,4} detached");
            // What is under way fails first; whoever sits on the disk hears of its end after that.
            while (disk.IsBusy)
            {
                Thread.Sleep(1);
            }

            lock (_gate)
            {
                _disks.Remove(disk);
            }

            DiskGone(disk);
            Say($"({disk.Name}:iscsi{session.Id}:0:0:{disk.Lun}): Periph destroyed");
        }
    }

    internal void Say(string line) => console(line);

    public void Dispose()
    {
        IReadOnlyList<InitiatorSession> sessions = Sessions();
        foreach (InitiatorSession session in sessions)
        {
            session.Dispose();
        }

        foreach (InitiatorSession session in sessions)
        {
            session.Join();
        }
    }

    private void Announce(InitiatorSession session, SessionDisk disk)
    {
        Say(Place(session, disk));
        Say($"{disk.Name}: <FREEBSD CTLDISK 0001> Fixed Direct Access SPC-5 SCSI device");
        Say($"{disk.Name}: Serial Number MYSERIAL{disk.Lun,4}");
        Say($"{disk.Name}: 150.000MB/s transfers");
        Say($"{disk.Name}: Command Queueing enabled");
        Say(disk.MediaSize == 0
            ? $"{disk.Name}: Attempt to query device size failed: NOT READY, Logical unit not ready, "
                + "manual intervention required"
            : $"{disk.Name}: {disk.MediaSize >> 20}MB ({disk.MediaSize / SectorLength} 512 byte sectors)");
    }

    private static string Place(InitiatorSession session, SessionDisk disk) =>
        $"{disk.Name} at iscsi{session.Id} bus 0 scbus{disk.Bus} target 0 lun {disk.Lun}";

    private static int Free(int from, Predicate<int> taken)
    {
        while (taken(from))
        {
            from++;
        }

        return from;
    }
}
