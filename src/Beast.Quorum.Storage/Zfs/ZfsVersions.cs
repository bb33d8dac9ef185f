using System.Globalization;
using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Storage.Calls;

namespace Beast.Quorum.Storage.Zfs;

/// <summary>
/// Finds out which ZFS answers on this host and remembers it, so that a takeover need not ask. Thread-safe.
/// </summary>
public sealed class ZfsVersions
{
    private const string ReleaseDate = "kern.osreldate";

    private volatile ZfsVersion known = ZfsVersion.Unknown;

    /// <summary>What was found out so far; never runs anything.</summary>
    public ZfsVersion Known => known;

    /// <summary>Asks, unless it is known already.</summary>
    internal ZfsVersion Find(Caller caller)
    {
        if (known.Family != ZfsFamily.Unknown)
        {
            return known;
        }

        bool answered = caller.Run(ZpoolCommands.Version(caller.System.Commands), out CommandResult result, out _);
        int? date = caller.Read(ReleaseDate, out string text, out _) && int.TryParse(
            text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
        known = ZfsVersion.Decide(
            answered ? result.ExitCode : null, result.StandardOutput, result.StandardError, date);
        return known;
    }
}
