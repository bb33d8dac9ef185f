namespace Beast.Quorum.Explorer.Tests.Model;

/// <summary>
/// Two nodes, one group, one quorum device, one interlink; everything that decides what may come next.
/// </summary>
/// <remarks>
/// Modelled: registers with landed, late and lost writes, one or more unreadable blocks, an interlink that is cut with
/// a record on its way, clocks that lose a tick, daemons that pause, die, restart and adopt, planned restarts, hosts
/// that are reset and come back, the watchdog, leases, claims, own, demotion, self-fence.
/// A bad block is never read again; a second one in the ring makes its reader blind, as a case of its own.
/// Left out: fencing devices (they only shorten the wait), the wait that grows after withdrawals and the target of a
/// switchover (who claims first is left open here), several groups, torn or foreign records, lying disks, wiped rings,
/// the lock of the daemon. Read errors are like unreadable blocks that stop renewals too, which is less dangerous.
/// A cycle without a fault begins and ends within one tick; its write and its read interleave freely with the peer's.
/// </remarks>
internal struct World
{
    public Pair<Node> Nodes;
    public Pair<Register> Registers;
    public Message Late;
    public LinkState Link;

    /// <summary>Faults that may still happen.</summary>
    public byte Faults;

    /// <summary>Ticks that a clock may still lose.</summary>
    public byte Slips;

    /// <summary>Writes that may still land in a block that the peer cannot read.</summary>
    public byte Hides;

    /// <summary>Somebody began to serve in an epoch that was not higher than the last.</summary>
    public bool EpochRepeated;

    public readonly bool BothServe => Nodes[0].Serves && Nodes[1].Serves;

    /// <summary>
    /// No daemon is between its write and its read. What commutes with the peer's read happens only now: it loses
    /// nothing, and spares most of the orders.
    /// </summary>
    public readonly bool IsCalm => !IsMidCycle(0) && !IsMidCycle(1);

    public readonly bool IsViolation => BothServe || EpochRepeated;

    public readonly bool IsMidCycle(int self) => Nodes[self].IsRunning && Nodes[self].Write == WriteState.Landed;
}
