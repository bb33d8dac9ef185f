using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Machine;
using Beast.Quorum.Core.Records;
using Beast.Quorum.Daemon.State;
using Beast.Quorum.Platform.Files;

namespace Beast.Quorum.Daemon.DeviceTools;

/// <summary>
/// The state file as <c>device init</c> leaves it. Generation and epochs never go down (S2): whatever an older state
/// file or an older register of this cluster knows is kept.
/// </summary>
internal static class StateMerge
{
    /// <summary>Writes the merged state.</summary>
    /// <param name="path">The state file.</param>
    /// <param name="node">This node.</param>
    /// <param name="groups">The configured groups.</param>
    /// <param name="before">What the device held before, if it was a quorum device.</param>
    /// <returns>What was written, and whether a state was there before.</returns>
    /// <exception cref="IOException">The file cannot be read or written.</exception>
    public static (PersistentState State, bool Kept) Write(
        string path, int node, IReadOnlyList<GroupConfiguration> groups, DeviceReading before)
    {
        using TwoSlotFile file = TwoSlotFile.Open(path, StateFileCodec.SlotSize);
        PersistentState? old = file.Read() is { } payload ? StateFileCodec.Decode(payload) : null;
        PersistentState merged = Merge(old, node, groups, before);
        file.Write(StateFileCodec.Encode(merged));
        return (merged, old is not null);
    }

    /// <summary>The highest of everything that is known.</summary>
    public static PersistentState Merge(
        PersistentState? old, int node, IReadOnlyList<GroupConfiguration> groups, DeviceReading before)
    {
        uint generation = old?.Generation ?? 0;
        Dictionary<int, PersistentGroup> known = groups.ToDictionary(
            group => group.Id, group => new PersistentGroup(group.Id, 0, 0));
        foreach (PersistentGroup group in old?.Groups ?? [])
        {
            known[group.Id] = group;
        }

        for (int publisher = 0; publisher < before.Rings.Count; publisher++)
        {
            if (!before.Rings[publisher].HasRecord)
            {
                continue;
            }

            Record newest = before.Rings[publisher].Newest;
            generation = publisher == node ? Math.Max(generation, (uint)(newest.Sequence >> 32)) : generation;
            foreach (GroupEntry entry in newest.Groups.Take(newest.GroupCount))
            {
                PersistentGroup group = known.GetValueOrDefault(entry.Id) ?? new PersistentGroup(entry.Id, 0, 0);
                known[entry.Id] = group with
                {
                    HighestSeen = Math.Max(group.HighestSeen, Math.Max(entry.Epoch, entry.HighestSeen)),
                    LastOwned = publisher == node ? Math.Max(group.LastOwned, entry.LastOwned) : group.LastOwned,
                };
            }
        }

        return new PersistentState(
            generation,
            old?.MaintenanceCounter ?? 0,
            old?.Maintenance ?? false,
            old?.MaintenanceLeft ?? TimeSpan.Zero,
            [.. known.Values.OrderBy(group => group.Id)]);
    }
}
