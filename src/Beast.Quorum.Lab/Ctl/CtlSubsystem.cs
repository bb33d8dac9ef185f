using Beast.Quorum.Lab.Faults;
using Beast.Quorum.Lab.Geom;
using Beast.Quorum.Lab.Pools;
using Beast.Quorum.Lab.Records;
using Beast.Quorum.Lab.Releases;

namespace Beast.Quorum.Lab.Ctl;

/// <summary>CAM Target Layer of one head: its LUNs, its role, the HA link, and ctld, which creates the LUNs.</summary>
internal sealed class CtlSubsystem : IHaHead, IDisposable
{
    private readonly HostPools _pools;
    private readonly ServingLog _serving;
    private readonly InjectedFaults _faults;
    private readonly Action<string> _console;
    private readonly IReadOnlyList<LunConfiguration> _configuration;
    private readonly Lock _modify = new();
    private readonly LunTable _luns = new();
    private readonly LunIo _io;
    private int _role;

    internal CtlSubsystem(
        HostPools pools, ServingLog serving, InjectedFaults faults, Action<string> console, CtlOptions options)
    {
        _pools = pools;
        _serving = serving;
        _faults = faults;
        _console = console;
        _configuration = options.Luns;
        // Before 11.0 the tunable is not fetched: a head of a pair boots as secondary.
        _role = options.IsSingle ? 0 : pools.Release.TakesRoleFromLoader ? options.BootRole : 1;
        HaMode = options.HaMode;
        HaId = options.IsSingle ? 0 : pools.Identity.Node + 1;
        Link = new HaLink(this, options.KeepAlive, console);
        _io = new LunIo(this, faults, pools.Identity.HostId);
    }

    public int HaId { get; }

    public int HaMode { get; }

    /// <summary>The multipath devices that LUNs can lie on.</summary>
    internal MultipathClass? Multipath { get; init; }

    internal HaLink Link { get; }

    internal LunIo Io => _io;

    /// <summary>kern.cam.ctl.ha_role: 0 primary, 1 secondary.</summary>
    internal int Role => Volatile.Read(ref _role);

    internal LunTable Luns => _luns;

    internal SystemRelease Release => _pools.Release;

    /// <summary>The number of the port through which ctladm itself speaks to the LUNs.</summary>
    internal int IoctlPort => (HaId == 1 ? 0 : 128) + (Release.ListsSimulatorFirst ? 1 : 2);

    /// <summary>ctld's process id; 0 while it does not run.</summary>
    internal int CtldProcess { get; private set; }

    /// <summary>
    /// Writes kern.cam.ctl.ha_role. Every write goes through all LUNs, also one that changes nothing; it succeeds
    /// whatever the LUNs say, and their errors go to the console.
    /// </summary>
    internal void WriteRole(int value)
    {
        int role = value == 0 ? 0 : 1;
        lock (_modify)
        {
            string? failure = _faults.Meet(Operation.Role);
            if (role == 0)
            {
                _serving.Role(0);
            }

            bool changed = _role != role;
            Volatile.Write(ref _role, role);
            foreach (Lun lun in _luns.All())
            {
                // An injected failure stands for an open that fails for a reason of its own.
                string error = failure is not null && role == 0
                    ? Lun.Failure(lun.Configuration.Path, Lun.InputOutputError)
                    : lun.Modify(role);
                if (error.Length > 0)
                {
                    _console("ctl_ha_role_sysctl: CTL_LUNREQ_MODIFY returned "
                        + $"{_pools.Release.LunWarning} '{error}'");
                }
            }

            if (role == 1 && changed)
            {
                _serving.Role(1);
            }
        }

        Link.Announce();
    }

    /// <summary>ctladm modify: sets options and takes the role that follows. Why it did not open, if so.</summary>
    internal string Modify(Lun lun, IReadOnlyList<(string Name, string Value)> options)
    {
        string error;
        lock (_modify)
        {
            // The role of a LUN is a role's write like the node's: what delays or fails that does the same to this.
            string? failure = _faults.Meet(Operation.Role);
            if (_pools.Release.ReplacesLunOptions)
            {
                lun.Options.Replace(options);
            }
            else
            {
                lun.Options.Merge(options);
            }

            error = failure is null ? lun.Modify(Role)
                : Lun.Failure(lun.Configuration.Path, Lun.InputOutputError);
        }

        Link.Announce();
        return error;
    }

    /// <summary>Starts ctld: its LUNs are created. The warnings, a line each.</summary>
    internal IReadOnlyList<string> StartCtld(int process)
    {
        var warnings = new List<string>();
        lock (_modify)
        {
            CtldProcess = process;
            foreach (LunConfiguration configuration in _configuration)
            {
                var lun = new Lun(configuration, _pools, _serving) { Multipath = Multipath };
                string error = lun.Modify(Role);
                if (error.Length > 0)
                {
                    warnings.Add($"LUN creation warning: {error}");
                }

                _luns.Add(lun);
            }
        }

        Link.Announce();
        return warnings;
    }

    /// <summary>A reload gives every LUN its options of the file again, which also retries a failed open.</summary>
    internal void ReloadCtld()
    {
        lock (_modify)
        {
            foreach (Lun lun in _luns.All())
            {
                lun.Options.Reset();
                lun.Modify(Role);
            }
        }

        Link.Announce();
    }

    /// <summary>Stops ctld: all its LUNs go.</summary>
    internal void StopCtld()
    {
        lock (_modify)
        {
            CtldProcess = 0;
            foreach (Lun lun in _luns.Clear())
            {
                lun.Close();
            }
        }

        Link.Announce();
    }

    HaPeerState IHaHead.Describe()
    {
        var primary = new HashSet<int>();
        foreach (Lun lun in _luns.All())
        {
            if (lun.IsPrimary)
            {
                primary.Add(lun.Configuration.Id);
            }
        }

        return new HaPeerState(primary, CtldProcess == 0 ? 0 : 1);
    }

    byte[] IHaHead.ServeForwarded(byte[] request) => _io.ServeForwarded(request);

    void IHaHead.LinkChanged(int from, int to)
    {
        if (from == 2)
        {
            foreach (Lun lun in _luns.All())
            {
                lun.Attend(UnitAttention.AsymmetricAccessChanged);
            }
        }
    }

    public void Dispose() => Link.Dispose();
}
