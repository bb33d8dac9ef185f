using Beast.Quorum.Core.Device;
using Beast.Quorum.Core.Records;
using Beast.Quorum.Core.Time;

namespace Beast.Quorum.Core.Machine;

/// <summary>What the machine knows of the peer. All times are on the own clock.</summary>
internal sealed class PeerState
{
    public const int MostPaths = 4;

    /// <summary>The record with the highest sequence, whatever path it came on.</summary>
    public Record Newest { get; } = new();

    /// <summary>What the last successful read of its ring showed.</summary>
    public RingView Ring { get; } = new();

    /// <summary>Whether a record that is not empty was ever seen.</summary>
    public bool EverSpoke { get; set; }

    /// <summary>When a higher sequence was last seen on any path.</summary>
    public Instant LastLife { get; set; } = Instant.Never;

    /// <summary>End of the first successful read of its ring; waits run from there at the earliest.</summary>
    public Instant FirstReadAt { get; set; } = Instant.Never;

    /// <summary>Since when it was heard without becoming suspect.</summary>
    public Instant AliveSince { get; set; } = Instant.Never;

    public bool Suspect { get; set; }

    public ulong AckIncarnation { get; set; }

    public ulong AckSequence { get; set; }

    /// <summary>When each interlink, and at the end the device, last brought a record newer than before.</summary>
    public Instant[] PathLife { get; } = new Instant[MostPaths + 1];

    public ulong[] PathSequence { get; } = new ulong[MostPaths + 1];

    public bool[] PathLost { get; } = new bool[MostPaths + 1];

    public const int DevicePath = MostPaths;

    public Instant ForeignUntil { get; set; } = Instant.Never;

    /// <summary>When the silence that counts began: the last sign of life, moved by an announced absence.</summary>
    public Instant SilenceStart
    {
        get
        {
            Instant heard = Instant.Later(LastLife, FirstReadAt);
            return EverSpoke && (Newest.Flags & RecordFlags.Stopping) != 0 ? heard + Newest.StoppingFor : heard;
        }
    }
}
