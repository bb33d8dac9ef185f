using Beast.Quorum.Lab.Records;

namespace Beast.Quorum.Lab.Geom;

/// <summary>Where a device's doings are written down: the console, and what this host is able to write.</summary>
internal sealed class MultipathRecords(ServingLog serving, Action<string> console)
{
    internal void Say(string text) => console("GEOM_MULTIPATH: " + text);

    /// <summary>The host writes to a pool itself while a zvol of that pool is a path of what a LUN has open.</summary>
    internal void Able(IEnumerable<int> luns, IProvider provider, bool able)
    {
        if (provider.Pool is not { } pool)
        {
            return;
        }

        foreach (int lun in luns)
        {
            serving.Lun(lun, pool, able);
        }
    }
}
