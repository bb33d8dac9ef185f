using Beast.Quorum.Core.Configuration;

namespace Beast.Quorum.Core.Records;

/// <summary>
/// The message a node publishes: the same content goes to its register and over every interlink (DESIGN 5.1).
/// Mutable and reused, because one is decoded in every cycle and the cycle must not allocate.
/// </summary>
public sealed class Record
{
    /// <summary>Id of the publishing node, 0 or 1.</summary>
    public byte Node { get; set; }

    /// <summary>Random id of the boot of its host.</summary>
    public Guid BootId { get; set; }

    /// <summary>Random id of the start of its daemon.</summary>
    public ulong Incarnation { get; set; }

    /// <summary>Generation in the upper and counter in the lower 32 bits; 0 only in an empty register.</summary>
    public ulong Sequence { get; set; }

    /// <summary>Milliseconds since the boot, on the publisher's monotonic clock; for display.</summary>
    public ulong UptimeMilliseconds { get; set; }

    /// <summary>The publisher's wall clock, Unix milliseconds; for display only.</summary>
    public long WallMilliseconds { get; set; }

    /// <summary>Incarnation of the peer that was last seen over an interlink; 0 for none.</summary>
    public ulong AckIncarnation { get; set; }

    /// <summary>Highest sequence of that incarnation seen over an interlink.</summary>
    public ulong AckSequence { get; set; }

    /// <summary>Fingerprint of the publisher's thresholds.</summary>
    public ulong TimingFingerprint { get; set; }

    /// <summary>Health and state bits.</summary>
    public RecordFlags Flags { get; set; }

    /// <summary>The publisher's watchdog time-out as its driver programs it; zero if it has none.</summary>
    public TimeSpan Watchdog { get; set; }

    /// <summary>How long the publisher may be away on purpose; only with <see cref="RecordFlags.Stopping"/>.</summary>
    public TimeSpan StoppingFor { get; set; }

    /// <summary>Grows with every change of <see cref="RecordFlags.Maintenance"/>; the highest wins.</summary>
    public uint MaintenanceCounter { get; set; }

    /// <summary>Time until maintenance ends by itself, in milliseconds; 0 for never.</summary>
    public uint MaintenanceLeftMilliseconds { get; set; }

    /// <summary>How many of <see cref="Groups"/> are in use, 0 to 64.</summary>
    public int GroupCount { get; set; }

    /// <summary>The entries; only the first <see cref="GroupCount"/> mean anything.</summary>
    public GroupEntry[] Groups { get; } = new GroupEntry[GroupConfiguration.Most];

    /// <summary>Whether this is a register that was initialised and never written.</summary>
    public bool IsEmpty => Sequence == 0;

    /// <summary>The entry of a group; role <see cref="GroupRole.Unknown"/> if the record has none.</summary>
    public GroupEntry Find(int groupId)
    {
        for (int index = 0; index < GroupCount; index++)
        {
            if (Groups[index].Id == groupId)
            {
                return Groups[index];
            }
        }

        return new GroupEntry { Id = (byte)groupId, Target = GroupEntry.NoTarget };
    }

    /// <summary>Takes over the content of another record.</summary>
    public void CopyFrom(Record other)
    {
        ArgumentNullException.ThrowIfNull(other);
        Node = other.Node;
        BootId = other.BootId;
        Incarnation = other.Incarnation;
        Sequence = other.Sequence;
        UptimeMilliseconds = other.UptimeMilliseconds;
        WallMilliseconds = other.WallMilliseconds;
        AckIncarnation = other.AckIncarnation;
        AckSequence = other.AckSequence;
        TimingFingerprint = other.TimingFingerprint;
        Flags = other.Flags;
        Watchdog = other.Watchdog;
        StoppingFor = other.StoppingFor;
        MaintenanceCounter = other.MaintenanceCounter;
        MaintenanceLeftMilliseconds = other.MaintenanceLeftMilliseconds;
        GroupCount = other.GroupCount;
        other.Groups.AsSpan(0, other.GroupCount).CopyTo(Groups);
    }
}

/// <summary>State and health bits of a record.</summary>
[Flags]
public enum RecordFlags : ushort
{
    /// <summary>No flag.</summary>
    None = 0,

    /// <summary>Nothing moves by itself.</summary>
    Maintenance = 1,

    /// <summary>The daemon is away on purpose for <see cref="Record.StoppingFor"/>.</summary>
    Stopping = 2,

    /// <summary>The host's watchdog is armed.</summary>
    WatchdogArmed = 4,

    /// <summary>The publisher's quorum device answers in time.</summary>
    DeviceOk = 8,

    /// <summary>The publisher hears its peer over an interlink.</summary>
    InterlinkOk = 16,

    /// <summary>The publisher sees no fault in what it serves.</summary>
    ServiceOk = 32,
}
