using Beast.Quorum.Core.Device;
using Beast.Quorum.Core.Machine;
using Beast.Quorum.Core.Records;
using Beast.Quorum.Core.Time;

namespace Beast.Quorum.Simulation.Pair;

/// <summary>
/// One controller: its power, clock, pools, role, watchdog and state file. Knows nothing of decisions.
/// </summary>
internal sealed class Host
{
    private readonly World world;
    private readonly double rate;
    private long bootedAt;
    private long fireAt = long.MaxValue;
    private long watchdogTurn;
    private int incarnations;
    private TimeSpan? startAgain;
    private QuorumTiming timing = null!;

    public Host(World world, int id, double drift)
    {
        this.world = world;
        Id = id;
        Timing = world.Timing;
        rate = 1 + drift;
        Pools = [.. Enumerable.Range(0, world.Options.Groups).Select(_ => new PoolState())];
    }

    public int Id { get; }

    public bool On { get; private set; }

    /// <summary>Grows at every power-off, so that what was planned before it is known to be void.</summary>
    public int PowerCycle { get; private set; }

    public Guid BootId { get; private set; }

    /// <summary>One entry a group: its pool and its role on this host.</summary>
    public PoolState[] Pools { get; }

    public DaemonProcess? Daemon { get; private set; }

    public Executor Commands { get; private set; } = null!;

    public PersistentState? StateFile { get; set; } = new(0, 0, false, TimeSpan.Zero, []);

    /// <summary>The state file cannot be written.</summary>
    public bool StateFileFails { get; set; }

    public TimeSpan StateFileDelay { get; set; } = UsualStateFileDelay;

    public static TimeSpan UsualStateFileDelay { get; } = TimeSpan.FromMilliseconds(3);

    /// <summary>The thresholds that its daemon is started with.</summary>
    public QuorumTiming Timing
    {
        get => timing;
        set
        {
            timing = value;
            Identity = world.Identity with { TimingFingerprint = value.Fingerprint };
            Readers = [new RingReader(Identity, world.Key), new RingReader(Identity, world.Key)];
        }
    }

    public ClusterIdentity Identity { get; private set; }

    /// <summary>One a ring, since a reader remembers what it saw; for the world's own looks.</summary>
    public RingReader[] Readers { get; private set; } = [];

    /// <summary>Nothing on the host goes on before, but its clock and its watchdog (true time, in ticks).</summary>
    public long StalledUntil { get; private set; }

    /// <summary>What a look at the service says.</summary>
    public bool ServiceOk { get; set; } = true;

    /// <summary>As a standby of an arbitrator group it has lost its way to the owner's volume.</summary>
    public bool PeerPathLost { get; set; }

    /// <summary>How long a look takes; it finds what is so at its beginning.</summary>
    public TimeSpan LookTime { get; set; } = TimeSpan.FromMilliseconds(5);

    /// <summary>Pools cannot be looked at.</summary>
    public bool LooksFail { get; set; }

    public bool WatchdogFails { get; set; }

    /// <summary>How late a pat or an arming lands.</summary>
    public TimeSpan PatDelay { get; set; }

    public bool WatchdogArmed => fireAt != long.MaxValue;

    public TimeSpan WatchdogTimeout { get; private set; }

    /// <summary>When it fires as it was programmed, on the host's clock.</summary>
    public Instant WatchdogFiresAt { get; private set; }

    public Instant Clock => new((long)((world.Queue.Now - bootedAt) * rate));

    /// <summary>When, in true time, this host's clock shows that moment.</summary>
    public long TrueTime(Instant local) => bootedAt + (long)Math.Ceiling(local.Ticks / rate);

    public void PowerOn(bool startDaemon = true)
    {
        On = true;
        startAgain = null;
        BootId = world.NewGuid();
        bootedAt = world.Queue.Now - TimeSpan.FromSeconds(world.Random.Next(1, 20)).Ticks;
        Commands = new Executor(world, this);
        world.Note(Id, "power on");
        if (startDaemon)
        {
            StartDaemon();
        }
    }

    /// <param name="reason">For the record.</param>
    /// <param name="boot">Time until it is on again; null for the world's.</param>
    public void PowerOff(string reason, TimeSpan? boot = null)
    {
        if (!On)
        {
            return;
        }

        world.Note(Id, $"POWER OFF: {reason}");
        Daemon?.PowerLost();
        Daemon = null;
        On = false;
        PowerCycle++;
        world.Device.Forget(Id);
        fireAt = long.MaxValue;
        watchdogTurn++;
        foreach (PoolState pool in Pools)
        {
            pool.Reset();
        }

        world.Offs.Add((world.Now, Id, reason));
        world.Checker.HostOff(this, reason);
        StalledUntil = 0;
        TimeSpan? off = boot ?? world.Options.BootTime;
        world.Excuses.Absent(Id, off ?? TimeSpan.FromDays(1));
        if (off is { } time)
        {
            int cycle = PowerCycle;
            world.Queue.After(time, () =>
            {
                if (!On && PowerCycle == cycle)
                {
                    PowerOn();
                }
            });
        }
    }

    /// <summary>Starts a daemon as soon as everything that the old one started has ended: the inherited lock.</summary>
    public void StartDaemon()
    {
        if (!On || Daemon is { Alive: true })
        {
            return;
        }

        if (Commands.Running > 0 || Daemon is { WriteOutstanding: true } || IsStalled)
        {
            int cycle = PowerCycle;
            world.Queue.After(TimeSpan.FromMilliseconds(50), () =>
            {
                if (PowerCycle == cycle)
                {
                    StartDaemon();
                }
            });
            return;
        }

        world.Note(Id, "daemon starts");
        Daemon = new DaemonProcess(world, this, ((ulong)(Id + 1) << 32) + (ulong)(++incarnations));
        world.Checker.DaemonStarted(Id, Daemon.Options.Incarnation);
        Daemon.Start();
    }

    /// <summary>Whoever ordered the daemon to end starts it again, that long after it did.</summary>
    public void StartAgainAfter(TimeSpan time) => startAgain = time;

    /// <summary>The daemon ended in order.</summary>
    public void DaemonExited()
    {
        if (startAgain is { } time)
        {
            int cycle = PowerCycle;
            startAgain = null;
            world.Excuses.Absent(Id, time);
            world.Queue.After(time, () =>
            {
                if (PowerCycle == cycle)
                {
                    StartDaemon();
                }
            });
        }
    }

    /// <summary>kill -9: its commands and its write in the kernel go on.</summary>
    public void Kill()
    {
        if (IsStalled)
        {
            return;
        }

        world.Note(Id, "daemon killed");
        Daemon?.Die();
    }

    /// <summary>Stops the daemon's process for a while; the host, its watchdog and its commands go on.</summary>
    public void Pause(TimeSpan time)
    {
        DaemonProcess? paused = Daemon;
        world.Note(Id, $"daemon paused for {time.TotalMilliseconds} ms");
        paused?.Pause();
        world.Queue.After(time, () =>
        {
            if (!IsStalled)
            {
                paused?.Resume();
            }
        });
    }

    public bool IsStalled => StalledUntil > world.Queue.Now;

    /// <summary>Everything on the host stops for a while: its daemon, and what its commands do.</summary>
    public void Stall(TimeSpan time)
    {
        if (On)
        {
            StalledUntil = Math.Max(StalledUntil, world.Queue.Now + time.Ticks);
            Pause(time);
        }
    }

    public void ArmWatchdog(TimeSpan timeout)
    {
        WatchdogTimeout = timeout;
        Pat();
    }

    public void Pat()
    {
        if (WatchdogTimeout <= TimeSpan.Zero)
        {
            return;
        }

        WatchdogFiresAt = Clock + WatchdogTimeout;
        fireAt = world.Queue.Now + (long)(WatchdogTimeout.Ticks / rate) + world.Options.WatchdogLate.Ticks;
        world.Checker.Patted(this);
        long turn = ++watchdogTurn;
        world.Queue.At(fireAt, () =>
        {
            if (turn == watchdogTurn)
            {
                PowerOff("watchdog");
            }
        });
    }

    public void DisarmWatchdog()
    {
        fireAt = long.MaxValue;
        watchdogTurn++;
    }

    /// <summary>Somebody imports the pool at the keyboard. Not counted as a fault of the daemons.</summary>
    public void ImportByHand(int group)
    {
        Pools[group].Import = ImportState.Imported;
        Pools[group].ByHand = true;
    }
}

/// <summary>One group on one host.</summary>
internal sealed class PoolState
{
    public ImportState Import { get; set; } = ImportState.NotImported;

    public bool ByHand { get; set; }

    /// <summary>The host is primary for the group's LUNs.</summary>
    public bool Primary { get; set; }

    /// <summary>Commands under way that may import the pool or take the role.</summary>
    public int Taking { get; set; }

    /// <summary>The disks refuse what this host writes: the other one has reserved them.</summary>
    public bool ShutOut { get; set; }

    /// <summary>Clients can write to the pool through this host.</summary>
    public bool Serves => Primary && Import == ImportState.Imported && !ShutOut;

    /// <summary>From the first takeover command to the end of the demotion (S1).</summary>
    public bool Holds => (Import == ImportState.Imported && !ByHand && !ShutOut) || Taking > 0;

    public void Reset()
    {
        Import = ImportState.NotImported;
        ByHand = false;
        Primary = false;
        Taking = 0;
    }
}
