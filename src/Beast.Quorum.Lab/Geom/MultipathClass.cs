using Beast.Quorum.Lab.Records;

namespace Beast.Quorum.Lab.Geom;

/// <summary>
/// GEOM_MULTIPATH of one host: its devices by name, and what each verb answers. Null is success, a text an error.
/// </summary>
internal sealed class MultipathClass(ServingLog serving, Action<string> console)
{
    private readonly Lock _gate = new();
    private readonly List<MultipathDevice> _devices = [];

    /// <summary>Whether the module is in the kernel; create and label load it by themselves.</summary>
    internal bool IsLoaded { get; set; }

    /// <summary>kern.geom.multipath.debug.</summary>
    internal int Debug { get; set; }

    /// <summary>kern.geom.multipath.exclusive; here it is only remembered.</summary>
    internal int Exclusive { get; set; } = 1;

    /// <summary>In the order in which they were made.</summary>
    internal IReadOnlyList<MultipathDevice> All()
    {
        lock (_gate)
        {
            return [.. _devices];
        }
    }

    internal MultipathDevice? Find(string name)
    {
        lock (_gate)
        {
            return _devices.Find(device => device.Name == name);
        }
    }

    /// <summary>Makes a device of all the providers or none.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="uuid">Empty for a device without metadata.</param>
    /// <param name="mode">How its paths are used.</param>
    /// <param name="providers">As named on the command line.</param>
    /// <param name="find">Finds a provider by its bare name.</param>
    internal string? Create(
        string name, string uuid, MultipathMode mode, IReadOnlyList<string> providers, Func<string, IProvider?> find)
    {
        MultipathDevice device;
        lock (_gate)
        {
            if (_devices.Exists(known => known.Name == name))
            {
                return $"Device {name} already exist";
            }

            device = new MultipathDevice(name, uuid, mode, new MultipathRecords(serving, console), Forget);
            _devices.Add(device);
        }

        console($"GEOM_MULTIPATH: {name} created");
        string? problem = null;
        foreach (string provider in providers)
        {
            problem ??= Add(device, provider, find);
        }

        if (problem is not null)
        {
            device.Destroy();
        }

        return problem;
    }

    internal string? Add(string name, string provider, Func<string, IProvider?> find) =>
        Find(name) is { } device ? Add(device, provider, find) : $"Device {name} not found";

    /// <summary>A provider has gone.</summary>
    internal void Orphan(IProvider provider)
    {
        foreach (MultipathDevice device in All())
        {
            device.Orphan(provider);
        }
    }

    private static string? Add(MultipathDevice device, string provider, Func<string, IProvider?> find)
    {
        string bare = DeviceTree.Bare(provider);
        return find(bare) is { } found ? device.Add(found) : $"Provider {bare} is invalid";
    }

    private void Forget(MultipathDevice device)
    {
        lock (_gate)
        {
            _devices.Remove(device);
        }
    }
}
