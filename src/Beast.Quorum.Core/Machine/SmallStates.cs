using Beast.Quorum.Core.Time;

namespace Beast.Quorum.Core.Machine;

/// <summary>The watchdog of this host.</summary>
internal sealed class WatchdogState
{
    public bool Armed { get; set; }

    /// <summary>A daemon before us may have left it armed.</summary>
    public bool MayBeArmed { get; set; } = true;

    public long Token { get; set; }

    public bool Arming { get; set; }

    public Instant NextPat { get; set; } = Instant.Never;

    /// <summary>The time-out of the arming under way is a planned restart's, not W.</summary>
    public bool ForRestart { get; set; }

    public string Problem { get; set; } = "";
}

/// <summary>Fencing of the peer.</summary>
internal sealed class FenceState
{
    public long Token { get; set; }

    public bool Running { get; set; }

    public bool Succeeded { get; set; }

    public bool Failed { get; set; }

    public Guid FencedBoot { get; set; }

    public string Text { get; set; } = "";

    public void Reset()
    {
        Token++;
        Running = false;
        Succeeded = false;
        Failed = false;
    }
}

/// <summary>The maintenance flag as this node sees it.</summary>
internal sealed class MaintenanceState
{
    public bool On { get; set; }

    public uint Counter { get; set; }

    /// <summary>When it ends by itself; <see cref="Instant.Forever"/> if it does not.</summary>
    public Instant Until { get; set; } = Instant.Forever;
}

/// <summary>Orders to end.</summary>
internal sealed class StopState
{
    public bool Wanted { get; set; }

    public long Order { get; set; }

    /// <summary>How long a planned restart may take; zero if none is under way.</summary>
    public TimeSpan RestartFor { get; set; }

    public long RestartOrder { get; set; }

    /// <summary>The watchdog's time-out for the time without a daemon.</summary>
    public TimeSpan RestartTimeout { get; set; }

    /// <summary>When the planned restart was ordered.</summary>
    public Instant Since { get; set; } = Instant.Never;

    /// <summary>Since when nothing is held here any more.</summary>
    public Instant FinalSince { get; set; } = Instant.Never;

    /// <summary>This incarnation follows a planned restart and has not taken everything up yet.</summary>
    public TimeSpan ComingBack { get; set; }

    /// <summary>Completed writes since everything was given up; two make it certain that the peer can see it.</summary>
    public int FinalWrites { get; set; }
}

/// <summary>When the last records were sent over the interlinks, to date acknowledgements.</summary>
internal sealed class SentLog
{
    private const int Kept = 128;
    private readonly (ulong Sequence, Instant At)[] entries = new (ulong, Instant)[Kept];
    private int next;

    public void Add(ulong sequence, Instant at)
    {
        entries[next] = (sequence, at);
        next = (next + 1) % Kept;
    }

    /// <summary>Send time of the newest record not above <paramref name="sequence"/>, and its sequence.</summary>
    public (ulong Sequence, Instant At) NewestUpTo(ulong sequence)
    {
        (ulong Sequence, Instant At) best = (0, Instant.Never);
        foreach ((ulong Sequence, Instant At) entry in entries)
        {
            if (entry.Sequence <= sequence && entry.Sequence > best.Sequence)
            {
                best = entry;
            }
        }

        return best;
    }
}
