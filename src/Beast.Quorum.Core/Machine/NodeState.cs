using Beast.Quorum.Core.Records;
using Beast.Quorum.Core.Time;

namespace Beast.Quorum.Core.Machine;

/// <summary>
/// The whole state of a node's machine. Made by <see cref="NodeMachine.Create"/> and changed only by
/// <see cref="NodeMachine.Step"/>; one thread at a time. Nothing in it refers to a clock, a file or a thread.
/// </summary>
public sealed class NodeState
{
    private Effect[] effects = new Effect[32];
    private ulong random;

    internal NodeState(NodeOptions options, Instant now)
    {
        Options = options;
        random = options.Seed | 1;
        Now = now;
        StartedAt = now;
        WakeUp = now;
        Groups = [.. options.Groups.Select((group, index) => new GroupState(index, group))];
        Saved = options.Saved;
        Fingerprint = options.Timing.Fingerprint;
    }

    internal NodeOptions Options { get; set; }

    internal ulong Fingerprint { get; }

    internal QuorumTiming Timing => Options.Timing;

    internal int Node => Options.Node;

    internal Instant Now { get; set; }

    internal Instant StartedAt { get; }

    internal Instant WakeUp { get; set; }

    internal GroupState[] Groups { get; }

    internal PeerState Peer { get; } = new();

    internal DeviceState Device { get; } = new();

    internal WatchdogState Watchdog { get; } = new();

    internal FenceState Fence { get; } = new();

    internal MaintenanceState Maintenance { get; } = new();

    internal StopState Stop { get; } = new();

    /// <summary>The own record as it was found at start; the base of adoption.</summary>
    internal Record OwnAtStart { get; } = new();

    /// <summary>Every group was looked at and every register read: records may go out.</summary>
    internal bool Initialised { get; set; }

    internal bool Fenced { get; set; }

    internal bool Exited { get; set; }

    internal uint Generation { get; set; }

    internal uint Counter { get; set; }

    internal bool Wiped { get; set; }

    /// <summary>The state that is safe on disk.</summary>
    internal PersistentState? Saved { get; set; }

    internal PersistentState? Saving { get; set; }

    internal long SaveToken { get; set; }

    internal bool SaveWanted { get; set; }

    internal Instant SaveRetryAt { get; set; } = Instant.Never;

    internal bool SaveFailed { get; set; }

    /// <summary>When this node was last late itself.</summary>
    internal Instant LastLate { get; set; } = Instant.Never;

    /// <summary>When its loop last woke late: what the interlinks brought meanwhile is still to be taken in.</summary>
    internal Instant LastLateWake { get; set; } = Instant.Never;

    internal Instant NextSend { get; set; } = Instant.Never;

    internal bool SendWanted { get; set; }

    private long lastToken;

    internal long NextToken() => ++lastToken;

    internal SentLog Sent { get; } = new();

    internal Record Outgoing { get; } = new();

    internal int EffectCount { get; private set; }

    internal ReadOnlySpan<Effect> Effects => effects.AsSpan(0, EffectCount);

    /// <summary>The generation is safe on disk, so a record may carry it.</summary>
    internal bool GenerationSaved => Saved is not null && Generation != 0 && Saved.Generation >= Generation;

    internal void Begin(Instant now)
    {
        Now = now;
        Array.Clear(effects, 0, EffectCount);
        EffectCount = 0;
        WakeUp = Instant.Forever;
    }

    internal void Emit(in Effect effect)
    {
        if (EffectCount == effects.Length)
        {
            Array.Resize(ref effects, effects.Length * 2);
        }

        effects[EffectCount++] = effect;
    }

    /// <summary>Puts the effects into the order of the law: persist, then send, then act. Stable.</summary>
    internal void OrderEffects()
    {
        for (int index = 1; index < EffectCount; index++)
        {
            Effect effect = effects[index];
            int at = index;
            while (at > 0 && effects[at - 1].Kind > effect.Kind)
            {
                effects[at] = effects[at - 1];
                at--;
            }

            effects[at] = effect;
        }
    }

    internal void DropEffects() => EffectCount = 0;

    internal void Report(Decision decision) => Emit(Effect.Report(decision));

    /// <summary>Asks for a wake-up at that moment, if it is still to come.</summary>
    internal void WakeAt(Instant at)
    {
        if (at > Now && at < WakeUp)
        {
            WakeUp = at;
        }
    }

    /// <summary>Publishes a change at once, on the device and over the interlinks, not at the next heartbeat.</summary>
    internal void PublishNow()
    {
        Device.CycleWanted = true;
        SendWanted = true;
    }

    internal ulong NextSequence()
    {
        Counter = checked(Counter + 1);
        return ((ulong)Generation << 32) | Counter;
    }

    /// <summary>The sequence that the next record will carry.</summary>
    internal ulong PeekSequence() => (((ulong)Generation << 32) | Counter) + 1;

    /// <summary>A number from 0 up to, but not with, 1 (xorshift64*).</summary>
    internal double NextRandom()
    {
        random ^= random >> 12;
        random ^= random << 25;
        random ^= random >> 27;
        return ((random * 2685821657736338717UL) >> 11) / (double)(1UL << 53);
    }

    internal TimeSpan Jittered(TimeSpan period) => period * (0.9 + (0.2 * NextRandom()));

    /// <summary>
    /// How long the peer has been silent, counted from an announced absence's end; zero if it is not.
    /// </summary>
    internal TimeSpan Silence
    {
        get
        {
            Instant start = Peer.SilenceStart;
            return start.HasHappened && Now > start ? Now - start : TimeSpan.Zero;
        }
    }

    /// <summary>The wait after which the silent peer can no longer serve.</summary>
    internal TimeSpan PeerWait =>
        Timing.PeerWait(Peer.EverSpoke ? Peer.Newest.Watchdog : Options.Watchdog);

    /// <summary>Whether the newest conclusive read is young enough to be evidence.</summary>
    internal bool HasFreshEvidence =>
        Device.ConclusiveEndedAt.HasHappened && Now - Device.ConclusiveEndedAt <= Timing.ReadAge;

    internal bool DeviceOk =>
        !Device.Lost && !Device.Slow && Device.LastGoodCycle.HasHappened
        && Now - Device.LastGoodCycle <= Timing.ReadAge + Timing.LongestCycle;
}
