using Beast.Quorum.Lab.Iscsi;
using Beast.Quorum.Lab.Pools;

namespace Beast.Quorum.Lab.Geom;

/// <summary>
/// Finds providers by their names, as <c>/dev</c> shows them: zvols of imported pools and disks of sessions.
/// </summary>
internal sealed class DeviceTree(HostPools pools, Initiator initiator)
{
    private const string Prefix = "/dev/";

    /// <summary>The name without <c>/dev/</c>.</summary>
    internal static string Bare(string name) =>
        name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..] : name;

    /// <summary>A provider that nobody has opened yet through this object; null if there is none.</summary>
    internal IProvider? Find(string bare) =>
        bare.Split('/', 3) is ["zvol", { } pool, { } volume]
            ? pools.HasVolume(Prefix + bare) ? new ZvolProvider(pools, pool, volume) : null
            : initiator.Disk(bare);
}
