using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Storage.Calls;
using Beast.Quorum.Storage.Zfs;

namespace Beast.Quorum.Storage.Inspection;

/// <summary>
/// Looks at a group on this node; changes nothing. Thread-safe. While a command of an earlier look hangs and cannot
/// be killed, the answer is "unknown" at once, so that looks do not pile up on a dead disk.
/// </summary>
public sealed class GroupInspector(StorageSystem system)
{
    /// <summary>Longest time for one inspection.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(15);

    private int hanging;

    /// <summary>Looks.</summary>
    /// <param name="group">The group.</param>
    /// <param name="depth">How deep.</param>
    public GroupInspection Inspect(GroupConfiguration group, InspectionDepth depth = InspectionDepth.Service)
    {
        if (Volatile.Read(ref hanging) > 0)
        {
            return new GroupInspection
            {
                Imported = ImportState.Unknown,
                Problems = ["a command of an earlier inspection hangs in the kernel; look at the disks (dmesg)"],
            };
        }

        var caller = new Caller(system, new Countdown(system.Time, Deadline), () => true, Gone);
        var notes = new InspectionNotes();
        GroupInspection inspection = Look(group, depth, caller, notes);
        if (notes.Abandoned)
        {
            Interlocked.Increment(ref hanging);
        }

        return inspection;
    }

    // May come before the increment above; the count is then right again a moment later.
    private void Gone() => Interlocked.Decrement(ref hanging);

    private static GroupInspection Look(
        GroupConfiguration group, InspectionDepth depth, Caller caller, InspectionNotes notes)
    {
        var pools = PoolInspection.Look(group, depth, caller, notes);
        GroupInspection inspection = new()
        {
            Imported = pools.Whole,
            Pools = pools.States,
            Health = pools.Health,
        };
        if (group.Profile == StorageProfile.CtlHa)
        {
            inspection = ServiceInspection.Look(group, depth, caller, notes, inspection);
        }

        // A look that broke off proves no health; a fault that it found before stands.
        bool blind = notes.Hangs && depth == InspectionDepth.Service && ServiceFaults.Of(inspection).Count == 0;
        return inspection with
        {
            Problems = notes.Problems,
            Imported = blind ? ImportState.Unknown : inspection.Imported,
        };
    }
}
