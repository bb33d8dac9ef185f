using Beast.Quorum.Lab.Clock;
using Beast.Quorum.Lab.Geom;
using Beast.Quorum.Lab.Portal;
using Beast.Quorum.Lab.Wire;

namespace Beast.Quorum.Lab.Iscsi;

/// <summary>
/// An iSCSI session: made by a thread of its own, made again when it drops. A login that fails is tried again only
/// after kern.iscsi.login_timeout, or when somebody modifies the session (FreeBSD, iscsi_callout).
/// </summary>
internal sealed class InitiatorSession : IDisposable
{
    private const string WaitingForDaemon = "Waiting for iscsid(8)";
    private static readonly TimeSpan PingPeriod = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan BusyPause = TimeSpan.FromMilliseconds(10);
    private readonly Initiator _initiator;
    private readonly object _gate = new();
    private readonly object _wire = new();
    private TargetConnection? _connection;
    private TargetConnection? _pending;
    private IReadOnlyList<SessionDisk> _disks = [];
    private string _reason = WaitingForDaemon;
    private Thread? _thread;
    private bool _reconnect;
    private bool _ending;

    internal InitiatorSession(Initiator initiator, int id, string portal, string target)
    {
        _initiator = initiator;
        Id = id;
        Portal = portal;
        Target = target;
    }

    internal int Id { get; }

    internal string Portal { get; private set; }

    internal string Target { get; private set; }

    /// <summary>What <c>iscsictl -L</c> shows of it at one moment.</summary>
    internal SessionView Look()
    {
        lock (_gate)
        {
            return new SessionView(Id, Portal, Target, _connection is not null, _reason, _disks);
        }
    }

    internal void Start() => _thread = LabThread.Start("iscsi session", Run);

    /// <summary>Returns when it is gone; call it after <see cref="Dispose"/>.</summary>
    internal void Join() => _thread?.Join();

    /// <summary>Takes another portal or target, or the same: the session is made anew in any case.</summary>
    internal void Modify(string? portal, string? target)
    {
        lock (_gate)
        {
            Portal = portal ?? Portal;
            Target = target ?? Target;
            _reconnect = true;
            _pending?.Dispose();
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Ends it; it is gone a moment later.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _ending = true;
            _pending?.Dispose();
            _connection?.Dispose();
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>A request of one of its disks. 0 or an errno.</summary>
    internal int Ask(SessionDisk disk, byte[] request, Span<byte> data)
    {
        while (Connection(disk) is { } connection)
        {
            PortalStatus? status;
            lock (_wire)
            {
                status = connection.Ask(request, data);
            }

            switch (status)
            {
                case PortalStatus.Good:
                    return Errno.None;
                case PortalStatus.WriteProtected:
                    return Errno.ReadOnly;
                case PortalStatus.MediumError or PortalStatus.Malformed:
                    return Errno.InputOutput;
                case PortalStatus.Busy or PortalStatus.Transitioning:
                    Thread.Sleep(BusyPause);
                    break;
                case null:
                    Drop(connection, "connection error");
                    break;
                default:
                    return Errno.NotConfigured;
            }
        }

        return Errno.NotConfigured;
    }

    /// <summary>The size of a LUN as the target has it now, in bytes; null if it does not say.</summary>
    internal long? SizeOf(int lun)
    {
        TargetConnection? connection;
        lock (_gate)
        {
            connection = _connection;
        }

        lock (_wire)
        {
            IReadOnlyList<PortalLun> luns = connection?.Ping() ?? [];
            return luns.Where(found => found.Id == lun).Select(found => (long?)found.Bytes).FirstOrDefault();
        }
    }

    /// <summary>The connection for a disk; waits for one unless the disk has been destroyed.</summary>
    private TargetConnection? Connection(SessionDisk disk)
    {
        lock (_gate)
        {
            while (_connection is null && !disk.IsGone && !_ending)
            {
                Monitor.Wait(_gate);
            }

            return disk.IsGone || _ending ? null : _connection;
        }
    }

    private void Run()
    {
        while (AwaitDaemon() is { } made)
        {
            TimeSpan patience = TimeSpan.FromSeconds(_initiator.Settings.LoginTimeout);
            if (made.Open(_initiator.Route(Portal), patience, out string reason) is { } luns)
            {
                made.SetPatience(TimeSpan.FromSeconds(_initiator.Settings.PingTimeout));
                Take(made, luns);
                Watch(made);
                Leave(made);
            }
            else
            {
                made.Dispose();
                _initiator.Say($"iscsid: {Portal} ({Target}): failed to connect to {Portal}: {reason}");
                AwaitNextLogin(reason);
            }
        }

        DestroyDisks();
        _initiator.Forget(this);
    }

    /// <summary>Waits for iscsid, which makes the connections; null when the session ends.</summary>
    private TargetConnection? AwaitDaemon()
    {
        lock (_gate)
        {
            _reason = WaitingForDaemon;
            _reconnect = false;
            while (!_ending && _initiator.Settings.IscsidProcess == 0)
            {
                Monitor.Wait(_gate, PingPeriod);
            }

            _reason = "";
            return _ending ? null : _pending = new TargetConnection(Target);
        }
    }

    private void AwaitNextLogin(string reason)
    {
        long since = LabClock.Now;
        lock (_gate)
        {
            _reason = reason;
            while (!_ending && !_reconnect
                && LabClock.Now - since < _initiator.Settings.LoginTimeout * TimeSpan.TicksPerSecond)
            {
                Monitor.Wait(_gate, PingPeriod);
            }

            if (!_ending && !_reconnect)
            {
                Warn($"login timed out after {_initiator.Settings.LoginTimeout + 1} seconds; reconnecting");
            }
        }
    }

    private void Take(TargetConnection made, IReadOnlyList<PortalLun> luns)
    {
        IReadOnlyList<SessionDisk> disks = _disks.Count > 0 ? _disks : _initiator.Attach(this, luns);
        lock (_gate)
        {
            _disks = disks;
            _connection = made;
            _pending = null;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Returns when the session has dropped, is to be made anew, or ends.</summary>
    private void Watch(TargetConnection connection)
    {
        while (true)
        {
            lock (_gate)
            {
                if (_connection is null || _ending || _reconnect)
                {
                    return;
                }

                Monitor.Wait(_gate, PingPeriod);
            }

            bool alive;
            lock (_wire)
            {
                alive = connection.Ping() is not null;
            }

            if (!alive)
            {
                Drop(connection, $"no ping reply (NOP-In) after {_initiator.Settings.PingTimeout} seconds");
                return;
            }
        }
    }

    /// <summary>The connection is no good any more; the session's own thread sees to the rest.</summary>
    private void Drop(TargetConnection connection, string why)
    {
        lock (_gate)
        {
            if (_connection != connection)
            {
                return;
            }

            _connection = null;
            Warn(why + "; reconnecting");
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Closes it; what waits on it fails. The disks go too, if a disconnection destroys them.</summary>
    private void Leave(TargetConnection connection)
    {
        lock (_gate)
        {
            _connection = null;
        }

        connection.Dispose();
        if (_initiator.Settings.FailOnDisconnection != 0)
        {
            DestroyDisks();
        }
    }

    private void DestroyDisks()
    {
        IReadOnlyList<SessionDisk> disks;
        lock (_gate)
        {
            disks = _disks;
            _disks = [];
            foreach (SessionDisk disk in disks)
            {
                disk.Leave();
            }

            Monitor.PulseAll(_gate);
        }

        _initiator.Detach(this, disks);
    }

    private void Warn(string text) => _initiator.Say($"WARNING: {Portal} ({Target}): {text}");
}
