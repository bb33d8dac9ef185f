using System.Globalization;
using System.Text;
using Beast.Quorum.Lab.Pools;
using Beast.Quorum.Lab.Releases;

namespace Beast.Quorum.Lab.Commands;

/// <summary>What <c>zpool status</c> says of errors, and the commands about them.</summary>
internal static class ZpoolErrors
{
    /// <summary><c>zpool scrub</c>.</summary>
    internal static string Scrub(HostPools pools, string pool)
    {
        PoolHealth health = PoolHealth.Of(pools.Store, pool);
        if (health.Scrubs)
        {
            return $"cannot scrub {pool}: currently scrubbing; use 'zpool scrub -s' to cancel current scrub\n";
        }

        health.Scrub();
        return "";
    }

    /// <summary><c>zpool clear</c>.</summary>
    internal static string Clear(HostPools pools, string pool)
    {
        PoolHealth.Of(pools.Store, pool).Clear();
        return "";
    }

    /// <summary>The lines between state and scan; none for a pool without errors.</summary>
    internal static string Explanation(PoolHealth health, SystemRelease release) => health.Objects.Count > 0
        ? "status: One or more devices has experienced an error resulting in data\n"
            + "\tcorruption.  Applications may be affected.\n"
            + "action: Restore the file in question if possible.  Otherwise restore the\n"
            + "\tentire pool from backup.\n   see: " + release.MessageUrl("ZFS-8000-8A") + "\n"
        : health.Checksum > 0
            ? "status: One or more devices has experienced an unrecoverable error.  An\n"
                + "\tattempt was made to correct the error.  Applications are unaffected.\n"
                + "action: Determine if the device needs to be replaced, and clear the errors\n"
                + "\tusing 'zpool clear' or replace the device with 'zpool replace'.\n"
                + $"   see: {release.MessageUrl("ZFS-8000-9P")}\n"
            : "";

    /// <summary>The last columns of a device's row.</summary>
    internal static string Counters(PoolHealth health, bool first) => string.Create(
        CultureInfo.InvariantCulture, $"    0     0 {(first ? health.Checksum : 0),5}");

    /// <summary>The last lines.</summary>
    internal static void AppendErrors(StringBuilder text, PoolHealth health, bool verbose)
    {
        IReadOnlyList<string> objects = health.Objects;
        if (objects.Count > 0 && verbose)
        {
            text.Append("\nerrors: Permanent errors have been detected in the following files:\n\n");
            foreach (string damaged in objects)
            {
                text.Append("        ").Append(damaged).Append('\n');
            }
        }
        else
        {
            text.Append(objects.Count > 0
                ? $"\nerrors: {objects.Count} data errors, use '-v' for a list\n"
                : "\nerrors: No known data errors\n");
        }
    }
}
