using Beast.Quorum.Lab.Portal;

namespace Beast.Quorum.Lab.Client;

/// <summary>What the client knows to be written, and what did not fit. Used from several threads.</summary>
internal sealed class ClientLedger(LabClientOptions options)
{
    private const int MostFindings = 20;
    private readonly Lock _gate = new();
    private readonly SortedDictionary<long, long> _acknowledged = [];
    private readonly List<ClientGap> _gaps = [];
    private readonly List<string> _findings = [];
    private readonly HashSet<(long Number, long Sequence)> _lost = [];
    private (long Number, long Sequence) _inFlight;
    private long _acked;
    private long _wrong;
    private long _reads;
    private long _lastAck;
    private long _finished;

    internal IReadOnlyList<long> Numbers()
    {
        lock (_gate)
        {
            return [.. _acknowledged.Keys];
        }
    }

    internal bool Knows(long number)
    {
        lock (_gate)
        {
            return _acknowledged.ContainsKey(number);
        }
    }

    internal void Begin(long number, long sequence)
    {
        lock (_gate)
        {
            _inFlight = (number, sequence);
        }
    }

    internal void Acknowledged(long number, long sequence, long now)
    {
        lock (_gate)
        {
            _acknowledged[number] = sequence;
            _inFlight = default;
            _acked++;
            if (_lastAck != 0 && now - _lastAck > options.GapThreshold.Ticks)
            {
                _gaps.Add(new ClientGap(_lastAck, now - _lastAck));
            }

            _lastAck = now;
        }
    }

    /// <summary>Whether a block holds what was acknowledged last, or the write that was never answered.</summary>
    internal bool Matches(long number, ReadOnlySpan<byte> block)
    {
        lock (_gate)
        {
            _reads++;
            long sequence = DataBlock.SequenceOf(block);
            return DataBlock.IsIntact(block, number)
                && (sequence == _acknowledged[number] || (number, sequence) == _inFlight);
        }
    }

    internal void Mismatch(long number, ReadOnlySpan<byte> block, bool lost)
    {
        lock (_gate)
        {
            long expected = _acknowledged[number];
            bool counted = lost ? _lost.Add((number, expected)) : ++_wrong > 0;
            if (counted && _findings.Count < MostFindings)
            {
                string found = DataBlock.IsIntact(block, number)
                    ? $"write {DataBlock.SequenceOf(block)} of host {DataBlock.HostOf(block)}"
                    : "no intact block";
                _findings.Add($"block {number}: {(lost ? "lost write" : "wrong read")}: expected write {expected}, "
                    + $"found {found}");
            }
        }
    }

    /// <summary>The final word on a block; null: it could not be read.</summary>
    internal void Judge(long number, byte[]? block)
    {
        if (block is null || !Matches(number, block))
        {
            Mismatch(number, block ?? new byte[DataBlock.Length], lost: true);
        }
    }

    internal void Finish(long now)
    {
        lock (_gate)
        {
            _finished = _finished == 0 ? now : _finished;
        }
    }

    internal ClientReport Report(long now)
    {
        lock (_gate)
        {
            long end = _finished == 0 ? now : _finished;
            var gaps = new List<ClientGap>(_gaps);
            if (_lastAck != 0 && end - _lastAck > options.GapThreshold.Ticks)
            {
                gaps.Add(new ClientGap(_lastAck, end - _lastAck));
            }

            return new ClientReport
            {
                WritesAcked = _acked,
                WritesLost = _lost.Count,
                WrongReads = _wrong,
                Reads = _reads,
                Gaps = gaps,
                LastAck = _lastAck,
                Findings = [.. _findings],
            };
        }
    }
}
