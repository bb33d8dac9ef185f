namespace Beast.Quorum.Core.Machine;

/// <summary>What must survive a restart: the content of the state file. Immutable.</summary>
/// <param name="Generation">Generation of the last start; the next is higher.</param>
/// <param name="MaintenanceCounter">Counter of the last known change of the maintenance flag.</param>
/// <param name="Maintenance">The flag.</param>
/// <param name="MaintenanceLeft">Time that was left of it when saved; zero for no end.</param>
/// <param name="Groups">One entry a group.</param>
public sealed record PersistentState(
    uint Generation,
    uint MaintenanceCounter,
    bool Maintenance,
    TimeSpan MaintenanceLeft,
    IReadOnlyList<PersistentGroup> Groups);

/// <summary>What must survive of one group.</summary>
/// <param name="Id">The group's id.</param>
/// <param name="HighestSeen">Highest epoch seen anywhere, own claims included; never claimed again (S2).</param>
/// <param name="LastOwned">Last epoch in which this node owned the group.</param>
/// <param name="Recovery">The unfinished recovery; null if there is none.</param>
public sealed record PersistentGroup(int Id, uint HighestSeen, uint LastOwned, PersistentRecovery? Recovery = null);

/// <summary>What must survive of a recovery. Sets of pools are masks: bit n is the group's pool n.</summary>
/// <param name="Epoch">The epoch of the takeover it belongs to.</param>
/// <param name="Damaged">Pools that showed damage since.</param>
/// <param name="Begun">Pools of which a scrub was begun since.</param>
/// <param name="Scrubbed">Pools of which that scrub has finished.</param>
public sealed record PersistentRecovery(uint Epoch, ulong Damaged, ulong Begun, ulong Scrubbed);
