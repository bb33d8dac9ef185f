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
public sealed record PersistentGroup(int Id, uint HighestSeen, uint LastOwned);
