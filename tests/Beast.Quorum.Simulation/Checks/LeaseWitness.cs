using Beast.Quorum.Core.Records;
using Beast.Quorum.Core.Time;
using Beast.Quorum.Simulation.Pair;

namespace Beast.Quorum.Simulation.Checks;

/// <summary>
/// Works out from what went over the wires alone until when each node can hold a lease. A second opinion: it shares
/// nothing with the machine. It ignores claims, so it may allow more than the machine does, never less.
/// </summary>
internal sealed class LeaseWitness(World world)
{
    private readonly NodeWitness[] nodes =
        [new(world.Options.Groups), new(world.Options.Groups)];

    /// <summary>Until when, on the node's own clock, it can hold the lease of a group.</summary>
    public Instant Until(int node, int group) => nodes[node].Until[group];

    /// <summary>A daemon starts: whatever the one before held is not its own.</summary>
    public void Forget(int node, ulong incarnation)
    {
        nodes[node] = new NodeWitness(world.Options.Groups) { Incarnation = incarnation };
    }

    public void WriteIssued(int node, Record record, Instant at) =>
        nodes[node].Pending = new Published(at, record.Sequence, Terms(record));

    public void WriteEnded(int node, bool ok)
    {
        NodeWitness witness = nodes[node];
        witness.LastWriteOk = ok;
        if (ok)
        {
            witness.Older = witness.Newer;
            witness.Newer = witness.Pending;
        }
    }

    public void CycleEnded(int node, bool read)
    {
        NodeWitness witness = nodes[node];
        if (!read || !witness.LastWriteOk || witness.Older is null || witness.Newer is null)
        {
            return;
        }

        for (int group = 0; group < witness.Until.Length; group++)
        {
            uint term = witness.Newer.Terms[group];
            if (term != 0 && witness.Older.Terms[group] == term)
            {
                witness.Extend(group, term, witness.Older.At + LeaseOf(node), mayBegin: true);
            }
        }
    }

    public void Sent(int node, Record record, Instant at) =>
        nodes[node].Log(new Published(at, record.Sequence, Terms(record)));

    public void Heard(int node, Record record, Instant now)
    {
        NodeWitness witness = nodes[node];
        if (record.AckIncarnation != witness.Incarnation || witness.Find(record.AckSequence) is not { } sent)
        {
            return;
        }

        for (int group = 0; group < witness.Until.Length; group++)
        {
            if (sent.Terms[group] != 0 && now <= witness.Until[group])
            {
                witness.Extend(group, sent.Terms[group], sent.At + LeaseOf(node), mayBegin: false);
            }
        }
    }

    /// <summary>By the thresholds that the node was started with, be they the wrong ones.</summary>
    private TimeSpan LeaseOf(int node) => (world.Hosts[node].Daemon?.Options.Timing ?? world.Timing).Lease;

    private uint[] Terms(Record record)
    {
        uint[] terms = new uint[world.Options.Groups];
        for (int index = 0; index < record.GroupCount; index++)
        {
            GroupEntry entry = record.Groups[index];
            terms[entry.Id] = entry.Role.Holds() ? entry.Epoch : 0;
        }

        return terms;
    }

    private sealed record Published(Instant At, ulong Sequence, uint[] Terms);

    private sealed class NodeWitness(int groups)
    {
        private readonly Queue<Published> sent = new();

        public ulong Incarnation { get; init; }

        public Instant[] Until { get; } = Enumerable.Repeat(Instant.Never, groups).ToArray();

        public uint[] Term { get; } = new uint[groups];

        public Published? Pending { get; set; }

        public Published? Older { get; set; }

        public Published? Newer { get; set; }

        public bool LastWriteOk { get; set; }

        public void Log(Published published)
        {
            sent.Enqueue(published);
            if (sent.Count > 64)
            {
                sent.Dequeue();
            }
        }

        public Published? Find(ulong sequence) => sent.LastOrDefault(entry => entry.Sequence <= sequence);

        public void Extend(int group, uint term, Instant until, bool mayBegin)
        {
            if (Term[group] == term)
            {
                Until[group] = Instant.Later(Until[group], until);
            }
            else if (mayBegin)
            {
                Term[group] = term;
                Until[group] = until;
            }
        }
    }
}
