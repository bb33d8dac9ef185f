using Beast.Quorum.Core.Records;
using Beast.Quorum.Core.Time;

namespace Beast.Quorum.Core.Machine;

/// <summary>The lease of one group, and the written cycles that renew it.</summary>
internal sealed class LeaseState
{
    /// <summary>When it ends; <see cref="Instant.Never"/> if none is held.</summary>
    public Instant End { get; private set; } = Instant.Never;

    /// <summary>The older and the newer of the last two completed writes that carried this term.</summary>
    public WrittenCycle Older { get; private set; } = WrittenCycle.Nothing;

    public WrittenCycle Newer { get; private set; } = WrittenCycle.Nothing;

    /// <summary>What the cycle under way carries.</summary>
    public GroupRole CycleRole { get; set; }

    public uint CycleEpoch { get; set; }

    /// <summary>
    /// First record of this term sent over an interlink; acknowledgements of earlier ones mean nothing.
    /// </summary>
    public ulong FirstSequence { get; set; }

    public void Begin(Instant from, TimeSpan lease, ulong firstSequence)
    {
        End = from + lease;
        FirstSequence = firstSequence;
    }

    public void Drop()
    {
        End = Instant.Never;
        Older = WrittenCycle.Nothing;
        Newer = WrittenCycle.Nothing;
        FirstSequence = ulong.MaxValue;
    }

    /// <summary>A renewal extends only a lease that still runs.</summary>
    public bool Renew(Instant from, TimeSpan lease, Instant now)
    {
        if (now > End || from + lease <= End)
        {
            return false;
        }

        End = from + lease;
        return true;
    }

    /// <summary>Notes a completed write that carried this term.</summary>
    public void Wrote(WrittenCycle cycle)
    {
        Older = Newer;
        Newer = cycle;
    }

    /// <summary>
    /// The start of the older of two completed writes of this term in different blocks, neither of which can have been
    /// overwritten since; never, if there are not two (the two-record rule).
    /// </summary>
    public Instant RenewableFrom(long writesIssued, uint epoch) =>
        Older.Epoch == epoch && Newer.Epoch == epoch && Older.Start.HasHappened
            && writesIssued - Older.WriteNumber < Device.DeviceLayout.RingBlocks
            ? Older.Start
            : Instant.Never;
}

/// <summary>A completed write of the own register.</summary>
/// <param name="Start">When its cycle began.</param>
/// <param name="WriteNumber">How many writes had been issued with it.</param>
/// <param name="Epoch">The term it carried.</param>
/// <param name="Stopping">Whether it announced a planned restart.</param>
internal readonly record struct WrittenCycle(Instant Start, long WriteNumber, uint Epoch, bool Stopping)
{
    public static readonly WrittenCycle Nothing = new(Instant.Never, long.MinValue / 2, 0, false);
}
