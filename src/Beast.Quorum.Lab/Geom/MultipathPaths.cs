namespace Beast.Quorum.Lab.Geom;

/// <summary>
/// The paths of a device and which of them is active: the rules of g_multipath_fault, _rotate and _dumpconf. The device
/// guards it.
/// </summary>
internal sealed class MultipathPaths(string name, MultipathMode mode, MultipathRecords records)
{
    private readonly List<MultipathPath> _paths = [];

    internal IReadOnlyList<MultipathPath> All => _paths;

    internal MultipathPath? Active { get; private set; }

    /// <summary>OPTIMAL, DEGRADED (not every path is good, or there is only one) or BROKEN.</summary>
    internal string State
    {
        get
        {
            int good = _paths.Count(path => path.IsGood), present = Present;
            return good == 0 ? "BROKEN" : good != present || present == 1 ? "DEGRADED" : "OPTIMAL";
        }
    }

    internal int Present => _paths.Count(path => !path.IsLost);

    internal string StateOf(MultipathPath path) =>
        path.IsLost ? "LOST"
        : path.IsFailed ? "FAIL"
        : mode == MultipathMode.ActiveActive || path == Active ? "ACTIVE"
        : mode == MultipathMode.ActiveRead ? "READ" : "PASSIVE";

    internal MultipathPath? Find(string provider) =>
        _paths.Find(path => path.Provider.Name == provider && !path.IsLost);

    internal void Attach(IProvider provider)
    {
        var path = new MultipathPath(provider);
        _paths.Add(path);
        records.Say($"{provider.Name} added to {name}");
        if (Active is null)
        {
            Activate(path);
        }
    }

    internal void Prefer(MultipathPath path)
    {
        Active = path;
        if (mode == MultipathMode.ActivePassive)
        {
            // This line alone lacks the "is".
            records.Say($"{path.Provider.Name} now active path in {name}");
        }
    }

    /// <summary>To the next good path after the active one, else to the first.</summary>
    internal void Rotate()
    {
        int active = Active is null ? -1 : _paths.IndexOf(Active);
        MultipathPath? next = _paths.Skip(active + 1).FirstOrDefault(path => path.IsGood)
            ?? _paths.Find(path => path.IsGood);
        if (next is not null && next != Active)
        {
            Activate(next);
        }
    }

    internal void Fail(MultipathPath path)
    {
        path.IsFailed = true;
        Fault(path);
    }

    internal void Lose(MultipathPath path)
    {
        path.IsLost = true;
        Fault(path);
    }

    /// <summary>Lets go of a lost path, unless a request is still under way on it.</summary>
    internal void Drop(MultipathPath path, IEnumerable<int> openers)
    {
        if (path.InFlight > 0 || !_paths.Remove(path))
        {
            return;
        }

        path.Provider.Close();
        records.Able(openers, path.Provider, able: false);
        records.Say($"{path.Provider.Name} removed from {name}");
    }

    /// <summary>
    /// What a path's trouble means for the others: if none is good, all but the newly bad one are taken for good again.
    /// </summary>
    private void Fault(MultipathPath bad)
    {
        int present = Present;
        if (present > 0 && !_paths.Exists(path => path.IsGood))
        {
            foreach (MultipathPath path in _paths.FindAll(path => !path.IsLost && (present == 1 || path != bad)))
            {
                records.Say($"all paths in {name} were marked FAIL, restore {path.Provider.Name}");
                path.IsFailed = false;
            }
        }

        if (bad != Active)
        {
            return;
        }

        Active = null;
        if (_paths.Find(path => path.IsGood) is { } next)
        {
            Activate(next);
        }
        else
        {
            records.Say($"out of providers for {name}");
        }
    }

    private void Activate(MultipathPath path)
    {
        Active = path;
        if (mode != MultipathMode.ActiveActive)
        {
            records.Say($"{path.Provider.Name} is now active path in {name}");
        }
    }
}
