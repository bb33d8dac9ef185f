using Beast.Quorum.Core.Machine;
using Beast.Quorum.Core.Plans;
using Beast.Quorum.Core.Records;
using Beast.Quorum.Simulation.Pair;

namespace Beast.Quorum.Simulation.Checks;

/// <summary>
/// Watches hosts and wires, and knows nothing of the machine's state. Throws at the first moment at which a safety
/// rule is broken.
/// </summary>
internal sealed class Checker(World world)
{
    private readonly ulong[] sequences = new ulong[2];
    private readonly uint[,] claimed = new uint[2, 64];
    private readonly (GroupRole Role, uint Epoch)[,] shown = new (GroupRole, uint)[2, 64];
    private readonly (int Node, uint Epoch)[] served = new (int, uint)[64];

    private readonly FalseStops stops = new(world);
    private readonly AutomaticMoves moves = new(world);
    private readonly FalseTakeovers takeovers = new(world);

    private readonly WatchdogWitness watchdogs = new(world);

    public LeaseWitness Lease { get; } = new(world);

    /// <summary>Takeovers: when, where, which group and epoch, and whether the former owner's host was on.</summary>
    public List<(TimeSpan At, int Node, int Group, uint Epoch, bool FormerWasOn)> Takeovers { get; } = [];

    /// <summary>The last epoch in which a group was served.</summary>
    public uint ServedEpoch(int group) => served[group].Epoch;

    /// <summary>What a node last published for a group.</summary>
    public (GroupRole Role, uint Epoch) Shown(int node, int group) => shown[node, group];

    /// <summary>S1 and S4: looked at after whatever happens.</summary>
    public void Look()
    {
        for (int group = 0; group < world.Options.Groups; group++)
        {
            PoolState first = world.Hosts[0].Pools[group];
            PoolState second = world.Hosts[1].Pools[group];
            if (world.Hosts[0].On && world.Hosts[1].On && first.Holds && second.Holds)
            {
                throw SafetyException.Of(
                    world, $"S1: both hosts hold group {group}: {Show(first)} and {Show(second)}");
            }
        }
    }

    /// <summary>A valid record reached a node over an interlink.</summary>
    public void Heard(Host host, Record record)
    {
        Lease.Heard(host.Id, record, host.Clock);
        takeovers.Heard(host.Id, record);
    }

    /// <summary>A host lost its power or was reset.</summary>
    public void HostOff(Host host, string reason) => stops.HostOff(host, reason);

    /// <summary>5.7: the watchdog is disarmed only when all pools are gone.</summary>
    public void WatchdogDisarmed(Host host)
    {
        if (host.WatchdogArmed && host.Pools.Any(pool => pool.Holds))
        {
            Broken($"5.7: node {host.Id} disarms its watchdog and holds a group");
        }
    }

    /// <summary>The watchdog of a host runs anew.</summary>
    public void Patted(Host host) => watchdogs.Patted(host);

    /// <summary>Every decision has a reason.</summary>
    public void Reported(int node, Decision decision)
    {
        if (string.IsNullOrWhiteSpace(decision.Reason))
        {
            Broken($"node {node} decides without a reason: {decision}");
        }
    }

    public void DaemonStarted(int node, ulong incarnation)
    {
        moves.Forget(node);
        Lease.Forget(node, incarnation);
        for (int group = 0; group < world.Options.Groups; group++)
        {
            shown[node, group] = default;
        }
    }

    /// <summary>Told the kinds of effects of every step.</summary>
    public Action<IEnumerable<EffectKind>>? OnStep { get; set; }

    /// <summary>The law of the effects: persist, then send, then act.</summary>
    public void Stepped(Host host, in StepResult result)
    {
        if (OnStep is { } told)
        {
            told(result.Effects.ToArray().Select(effect => effect.Kind));
        }

        EffectKind last = EffectKind.PersistState;
        bool fenced = false;
        foreach (Effect effect in result.Effects)
        {
            if (effect.Kind < last)
            {
                Broken($"order: node {host.Id} returned {effect.Kind} after {last}");
            }

            if (fenced && effect.Kind != EffectKind.Report)
            {
                Broken($"node {host.Id} does {effect.Kind} after its self-fence");
            }

            fenced |= effect.Kind == EffectKind.SelfFence;
            last = effect.Kind;
        }
    }

    /// <summary>A record goes out.</summary>
    public void Published(Host host, Record record, string path)
    {
        int node = host.Id;
        if (record.Sequence <= sequences[node])
        {
            Broken($"S2/S8: node {node} publishes sequence {record.Sequence:x} after {sequences[node]:x}");
        }

        sequences[node] = record.Sequence;
        watchdogs.Published(node, record);
        if (host.StateFile is null || record.Sequence >> 32 > host.StateFile.Generation)
        {
            Broken($"persist first: node {node} publishes a generation that is not in its state file");
        }

        bool longWatchdog = host.WatchdogArmed && host.WatchdogTimeout > world.WatchdogPeriod;
        bool holds = host.Pools.Any(pool => pool.Holds);
        if (longWatchdog && holds && (record.Flags & RecordFlags.Stopping) == 0)
        {
            Broken($"5.11: node {node} announces no absence while its watchdog fires after {host.WatchdogTimeout}");
        }

        for (int index = 0; index < record.GroupCount; index++)
        {
            GroupEntry entry = record.Groups[index];
            PublishedEntry(host, entry, path);
        }
    }

    /// <summary>S5: a command that takes a pool or a role.</summary>
    public void CommandStarts(Host host, int group, StepKind kind, DaemonProcess daemon)
    {
        if (!Executor.Takes(kind))
        {
            return;
        }

        (GroupRole role, uint epoch) = shown[host.Id, group];
        if (role != GroupRole.Own)
        {
            Broken($"S5: node {host.Id} starts {kind} for group {group} while it publishes {role}");
        }

        if (host.Clock >= Lease.Until(host.Id, group))
        {
            Broken($"S5: node {host.Id} starts {kind} for group {group} at {host.Clock} without a lease "
                + $"(at most until {Lease.Until(host.Id, group)})");
        }

        watchdogs.CommandStarts(host, group, Lease.Until(host.Id, group));
        if (daemon.Options.Watchdog > TimeSpan.Zero && !host.WatchdogArmed)
        {
            Broken($"5.6: node {host.Id} starts {kind} for group {group} before the watchdog is armed");
        }

        NoteTerm(host, group, epoch, daemon);
    }

    private void NoteTerm(Host host, int group, uint epoch, DaemonProcess daemon)
    {
        (int node, uint before) = served[group];
        if (epoch == before && node == host.Id)
        {
            return;
        }

        if (epoch <= before)
        {
            Broken($"S2: node {host.Id} takes group {group} at epoch {epoch}; epoch {before} was served before");
        }

        bool formerOn = before != 0 && node != host.Id && world.Hosts[node].On;
        if (formerOn && shown[node, group].Role.Holds())
        {
            takeovers.Takes(host.Id, group, daemon.Options.Timing.SuspectAfter);
        }

        served[group] = (host.Id, epoch);
        Takeovers.Add((world.Now, host.Id, group, epoch, formerOn));
        world.Note(host.Id, $"takeover of group {group} at epoch {epoch}");
    }

    private void PublishedEntry(Host host, in GroupEntry entry, string path)
    {
        int node = host.Id;
        int group = entry.Id;
        PoolState pool = host.Pools[group];
        bool vacant = entry.Role.IsVacant() || entry.Role == GroupRole.Claim;
        if (vacant && pool.Holds)
        {
            Broken(
                $"S10/S7: node {node} publishes {entry.Role} for group {group} over {path} and holds it: {Show(pool)}");
        }

        bool wants = entry.Role is GroupRole.Claim or GroupRole.Own or GroupRole.Releasing;
        bool continues = shown[node, group].Epoch == entry.Epoch && shown[node, group].Role != GroupRole.Unknown;
        if (wants && entry.Epoch % 2 != node)
        {
            Broken($"S2: node {node} publishes {entry.Role} at epoch {entry.Epoch}, which is the peer's");
        }

        if (entry.Role == GroupRole.Claim && !continues)
        {
            if (entry.Epoch <= claimed[node, group])
            {
                Broken($"S2: node {node} claims epoch {entry.Epoch} of group {group} after {claimed[node, group]}");
            }

            claimed[node, group] = entry.Epoch;
        }

        if (entry.Role == GroupRole.Releasing && shown[node, group].Role == GroupRole.Own)
        {
            stops.GivesUp(host, entry);
            moves.Note(host, entry);
        }

        uint saved = host.StateFile?.Groups.FirstOrDefault(saved => saved.Id == group)?.HighestSeen ?? 0;
        if (wants && entry.Epoch > saved)
        {
            Broken($"persist first: node {node} publishes {entry.Role} at epoch {entry.Epoch} which is not saved");
        }

        shown[node, group] = (entry.Role, entry.Epoch);
    }

    private void Broken(string what)
    {
        if (!world.OnlyHarm)
        {
            throw SafetyException.Of(world, what);
        }
    }

    private static string Show(PoolState pool) => $"{pool.Import}, primary {pool.Primary}, taking {pool.Taking}";
}
