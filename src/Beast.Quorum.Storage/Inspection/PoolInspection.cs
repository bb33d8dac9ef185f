using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Storage.Calls;
using Beast.Quorum.Storage.Zfs;

namespace Beast.Quorum.Storage.Inspection;

/// <summary>The pools' part of an inspection.</summary>
/// <param name="Whole">The group as a whole.</param>
/// <param name="States">Each pool.</param>
/// <param name="Health">Health of each imported pool.</param>
internal sealed record PoolInspection(
    ImportState Whole,
    IReadOnlyDictionary<string, ImportState> States,
    IReadOnlyDictionary<string, string> Health)
{
    private const string Suspended = "SUSPENDED";

    public static PoolInspection Look(
        GroupConfiguration group, InspectionDepth depth, Caller caller, InspectionNotes notes)
    {
        var states = new Dictionary<string, ImportState>(StringComparer.Ordinal);
        var health = new Dictionary<string, string>(StringComparer.Ordinal);
        IReadOnlyList<PoolRow>? rows = group.Pools.Count > 0 ? Rows(caller, notes) : [];
        foreach (string pool in group.Pools)
        {
            PoolRow? row = rows?.FirstOrDefault(found => found.Name == pool);
            states[pool] = rows is null ? ImportState.Unknown
                : row is null ? ImportState.No
                : IsKnownSuspended(row, depth) ? ImportState.ReadWrite
                : Mode(caller, pool, notes);
            if (row is not null)
            {
                bool suspended = depth == InspectionDepth.Service && states[pool] == ImportState.ReadWrite &&
                    row.Health != Suspended && IsSuspended(caller, pool, notes);
                health[pool] = suspended ? Suspended : row.Health;
                NoteHealth(row with { Health = health[pool] }, notes);
            }

            if (states[pool] == ImportState.ReadOnly && group.StandbyImport == StandbyImport.None)
            {
                notes.Add($"pool {pool} is imported read-only, which standby_import: none does not expect: export it");
            }
        }

        List<ImportState> all = [.. states.Values];
        if (group.Profile == StorageProfile.Custom && (group.Pools.Count == 0 || group.Custom.Serving.Count > 0))
        {
            all.Add(Serving(group, caller, notes));
        }

        return new PoolInspection(Worst(all), states, health);
    }

    /// <summary>The state that matters most: what can write, then what may be able to.</summary>
    internal static ImportState Worst(IReadOnlyList<ImportState> states)
    {
        ReadOnlySpan<ImportState> order = [ImportState.ReadWrite, ImportState.Unknown, ImportState.ReadOnly];
        foreach (ImportState state in order)
        {
            if (states.Contains(state))
            {
                return state;
            }
        }

        return states.Count > 0 ? ImportState.No : ImportState.Unknown;
    }

    private static IReadOnlyList<PoolRow>? Rows(Caller caller, InspectionNotes notes)
    {
        if (PoolLook.TryRows(caller, out IReadOnlyList<PoolRow> rows, out CallFailure failure))
        {
            return rows;
        }

        notes.Add(failure);
        return null;
    }

    private static ImportState Mode(Caller caller, string pool, InspectionNotes notes)
    {
        if (notes.Hangs)
        {
            return ImportState.Unknown;
        }

        if (!PoolLook.TryMode(caller, pool, out ImportState state, out CallFailure failure))
        {
            notes.Add(failure);
        }

        return state;
    }

    // The owner's own pool, which it imported for writing: one more question to a suspended pool might only hang.
    private static bool IsKnownSuspended(PoolRow row, InspectionDepth depth) =>
        depth == InspectionDepth.Service && row.Health == Suspended;

    // zpool list of the illumos family never says so. "zpool status" of a suspended pool answers, but may hang; then
    // nothing is known of it, which moves nothing.
    private static bool IsSuspended(Caller caller, string pool, InspectionNotes notes)
    {
        if (notes.Hangs || caller.System.Versions.Known.ListsSuspended)
        {
            return false;
        }

        bool answered = PoolLook.TryStatus(caller, pool, paths: false, out string status, out CallFailure failure);
        if (!answered)
        {
            notes.Add(failure);
        }

        return answered && SuspendedPool.Is(status);
    }

    private static void NoteHealth(PoolRow row, InspectionNotes notes)
    {
        if (row.Health != "ONLINE")
        {
            notes.Add($"pool {row.Name} is {row.Health}; see 'zpool status {row.Name}'");
        }
    }

    private static ImportState Serving(GroupConfiguration group, Caller caller, InspectionNotes notes)
    {
        if (group.Custom.Serving.Count == 0)
        {
            notes.Add("nothing can tell whether this node serves the group: give it pools or custom: serving");
            return ImportState.Unknown;
        }

        if (notes.Hangs)
        {
            return ImportState.Unknown;
        }

        if (!caller.Run(group.Custom.Serving, out CommandResult result, out CallFailure failure))
        {
            notes.Add(failure);
            return ImportState.Unknown;
        }

        if (result.ExitCode is not (0 or 1))
        {
            notes.Add($"the serving command cannot tell (exit {result.ExitCode})");
        }

        return result.ExitCode switch
        {
            0 => ImportState.ReadWrite,
            1 => ImportState.No,
            _ => ImportState.Unknown,
        };
    }
}
