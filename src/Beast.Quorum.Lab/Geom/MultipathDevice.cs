namespace Beast.Quorum.Lab.Geom;

/// <summary>
/// A multipath device. An error on a path marks it failed and switches; a path that vanishes is removed, and with the
/// last one the device itself is destroyed, also while somebody has it open (FreeBSD, g_multipath.c, g_mpd).
/// </summary>
internal sealed class MultipathDevice(
    string name, string uuid, MultipathMode mode, MultipathRecords records, Action<MultipathDevice> ended)
{
    private const int SectorLength = 512;
    private readonly Lock _gate = new();
    private readonly MultipathPaths _paths = new(name, mode, records);
    private readonly List<int> _openers = [];
    private bool _ending;

    internal string Name => name;

    /// <summary>Empty for a device without metadata (<c>create</c>).</summary>
    internal string Uuid => uuid;

    internal MultipathMode Mode => mode;

    /// <summary>In bytes; metadata takes the last sector.</summary>
    internal long MediaSize { get; private set; }

    /// <summary>How many LUNs have it open.</summary>
    internal int Openers
    {
        get
        {
            lock (_gate)
            {
                return _openers.Count;
            }
        }
    }

    /// <summary>The device's state and its paths with theirs.</summary>
    internal (string State, IReadOnlyList<(IProvider Provider, string State)> Paths) Look()
    {
        lock (_gate)
        {
            return (_paths.State, [.. _paths.All.Select(path => (path.Provider, _paths.StateOf(path)))]);
        }
    }

    /// <summary>What <c>getactive</c> prints.</summary>
    internal string Active
    {
        get
        {
            lock (_gate)
            {
                string names = mode == MultipathMode.ActiveActive
                    ? string.Join(' ', _paths.All.Where(path => path.IsGood).Select(path => path.Provider.Name))
                    : _paths.Active?.Provider.Name ?? "";
                return names.Length == 0 ? "none" : names;
            }
        }
    }

    /// <summary>Takes a path; null, or what <c>gmultipath</c> says.</summary>
    internal string? Add(IProvider provider)
    {
        lock (_gate)
        {
            if (_paths.Find(provider.Name) is not null)
            {
                return $"provider {provider.Name} is already there";
            }

            int metadata = uuid.Length == 0 ? 0 : SectorLength;
            if (MediaSize != 0 && MediaSize + metadata != provider.MediaSize)
            {
                return $"Providers size mismatch {MediaSize + metadata} != {provider.MediaSize}";
            }

            records.Able(_openers, provider, able: true);
            if (provider.Open() is var error && error != Errno.None)
            {
                records.Able(_openers, provider, able: false);
                records.Say($"cannot set access in attaching {provider.Name} to {name} ({error})");
                return $"Provider addition error: {error}";
            }

            MediaSize = MediaSize == 0 ? provider.MediaSize - metadata : MediaSize;
            _paths.Attach(provider);
            return null;
        }
    }

    /// <summary>An operator takes a path away; only the bare name is known here, not <c>/dev/…</c>.</summary>
    internal string? Remove(string provider)
    {
        lock (_gate)
        {
            if (_paths.Find(provider) is not { } path)
            {
                return $"Provider {provider} not found";
            }

            records.Say($"removing {provider} from {name}");
            Lose(path);
            return null;
        }
    }

    /// <summary>The provider is gone.</summary>
    internal void Orphan(IProvider provider)
    {
        lock (_gate)
        {
            if (_paths.Find(provider.Name) is { } path && ReferenceEquals(path.Provider, provider))
            {
                records.Say($"{provider.Name} in {name} was disconnected");
                Lose(path);
            }
        }
    }

    /// <summary>Marks a path failed, or good again.</summary>
    internal string? Mark(string provider, bool fail)
    {
        lock (_gate)
        {
            if (_paths.Find(provider) is not { } path)
            {
                return $"Provider {provider} not found";
            }

            if (path.IsFailed == fail)
            {
                return null;
            }

            records.Say($"{provider} in {name} is marked {(fail ? "FAIL" : "OK")}.");
            path.IsFailed = false;
            if (fail)
            {
                _paths.Fail(path);
            }

            return null;
        }
    }

    /// <summary>Makes a good path the active one.</summary>
    internal string? Prefer(string provider)
    {
        lock (_gate)
        {
            if (_paths.Find(provider) is not { } path)
            {
                return $"Provider {provider} not found";
            }

            if (!path.IsGood)
            {
                return $"Consumer {provider} is invalid";
            }

            _paths.Prefer(path);
            return null;
        }
    }

    internal void Rotate()
    {
        lock (_gate)
        {
            _paths.Rotate();
        }
    }

    /// <summary>Takes every path away, whether a LUN has the device open or not.</summary>
    internal void Destroy()
    {
        lock (_gate)
        {
            if (_ending)
            {
                return;
            }

            _ending = true;
            records.Say($"destroying {name}");
            foreach (MultipathPath path in _paths.All.ToArray())
            {
                path.IsLost = true;
                _paths.Drop(path, _openers);
            }

            EndWithoutPaths();
        }
    }

    /// <summary>A LUN opens it; false when it is ending.</summary>
    internal bool Open(int lun)
    {
        lock (_gate)
        {
            if (_ending)
            {
                return false;
            }

            _openers.Add(lun);
            Record(lun, able: true);
            return true;
        }
    }

    internal void Close(int lun)
    {
        lock (_gate)
        {
            _openers.Remove(lun);
            Record(lun, able: false);
        }
    }

    /// <summary>Reads a block, on another path if the active one fails. 0 or an errno.</summary>
    internal int Read(long block, Span<byte> data)
    {
        int started = 0, most = 0, error = Errno.NotConfigured;
        while (Begin(ref started, ref most) is { } path)
        {
            error = path.Provider.Read(block, data);
            if (!End(path, error))
            {
                break;
            }
        }

        return error;
    }

    /// <summary>Writes one, likewise.</summary>
    internal int Write(long block, ReadOnlySpan<byte> data)
    {
        int started = 0, most = 0, error = Errno.NotConfigured;
        while (Begin(ref started, ref most) is { } path)
        {
            error = path.Provider.Write(block, data);
            if (!End(path, error))
            {
                break;
            }
        }

        return error;
    }

    /// <summary>The path of the next try; null without one, or after as many tries as there were paths.</summary>
    private MultipathPath? Begin(ref int started, ref int most)
    {
        lock (_gate)
        {
            most = Math.Max(most, _paths.Present);
            if (_ending || _paths.Active is not { } active || started >= most)
            {
                return null;
            }

            started++;
            active.InFlight++;
            return active;
        }
    }

    /// <summary>Ends a try; whether another path may do better.</summary>
    private bool End(MultipathPath path, int error)
    {
        bool bad = error is Errno.NotConfigured or Errno.InputOutput;
        lock (_gate)
        {
            path.InFlight--;
            if (bad && !path.IsFailed)
            {
                records.Say($"Error {error}, {path.Provider.Name} in {name} marked FAIL");
                _paths.Fail(path);
            }

            if (path.IsLost)
            {
                _paths.Drop(path, _openers);
                EndWithoutPaths();
            }
        }

        return bad;
    }

    private void Lose(MultipathPath path)
    {
        _paths.Lose(path);
        _paths.Drop(path, _openers);
        EndWithoutPaths();
    }

    private void EndWithoutPaths()
    {
        if (_paths.All.Count > 0)
        {
            return;
        }

        if (!_ending)
        {
            _ending = true;
            records.Say($"destroying {name}");
        }

        records.Say($"{name} destroyed");
        ended(this);
    }

    private void Record(int lun, bool able)
    {
        foreach (MultipathPath path in _paths.All)
        {
            records.Able([lun], path.Provider, able);
        }
    }
}
