using Beast.Quorum.Lab.Clock;
using Beast.Quorum.Lab.Portal;
using Beast.Quorum.Lab.Wire;

namespace Beast.Quorum.Lab.Client;

/// <summary>
/// An initiator with multipath: writes numbered blocks one after the other to whichever portal answers, reads every
/// block back, and reads it again before it is written the next time. A write is repeated until it is acknowledged,
/// so of every block but the one in flight exactly one content is right.
/// </summary>
public sealed class LabClient : IDisposable
{
    private const int RetryMilliseconds = 5;
    private readonly LabClientOptions _options;
    private readonly ClientLedger _ledger;
    private readonly PortalPath[] _paths;
    private readonly ManualResetEventSlim _stop = new(false);
    private Thread? _thread;
    private int _active;

    /// <summary>Makes a client that does nothing yet.</summary>
    public LabClient(LabClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _ledger = new ClientLedger(options);
        _paths = [.. options.PortalFiles.Select(file => new PortalPath(file, options.RequestTimeout))];
    }

    /// <summary>What has been seen until now; may be asked for at any time.</summary>
    public ClientReport Report => _ledger.Report(LabClock.Now);

    /// <summary>The node whose portal answered last.</summary>
    public int ActivePath => Volatile.Read(ref _active);

    /// <summary>Starts to write, on a thread of its own.</summary>
    public void Start() => _thread ??= LabThread.Start("client", Run);

    /// <summary>Stops writing; the write in flight may or may not be on disk.</summary>
    public void Stop()
    {
        _stop.Set();
        _thread?.Join();
        _ledger.Finish(LabClock.Now);
    }

    /// <summary>Reads every acknowledged block through the portals. Call it after <see cref="Stop"/>.</summary>
    /// <param name="patience">For how long a block is asked for before it counts as lost.</param>
    public void VerifyThroughPortals(TimeSpan patience)
    {
        long deadline = LabClock.Now + patience.Ticks;
        foreach (long number in _ledger.Numbers())
        {
            var block = new byte[DataBlock.Length];
            bool read;
            while (!(read = Read(number, block)) && LabClock.Now < deadline)
            {
                Thread.Sleep(RetryMilliseconds);
            }

            _ledger.Judge(number, read ? block : null);
        }
    }

    /// <summary>Reads every acknowledged block from a zvol's data file. Call it after <see cref="Stop"/>.</summary>
    public void VerifyDataFile(string path)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        foreach (long number in _ledger.Numbers())
        {
            var block = new byte[DataBlock.Length];
            RandomAccess.Read(file, block, number * DataBlock.Length);
            _ledger.Judge(number, block);
        }
    }

    /// <summary>Stops and closes the paths.</summary>
    public void Dispose()
    {
        Stop();
        foreach (PortalPath path in _paths)
        {
            path.Dispose();
        }

        _stop.Dispose();
    }

    private void Run()
    {
        var block = new byte[DataBlock.Length];
        long next = LabClock.Now;
        for (long sequence = 1; !_stop.IsSet; sequence++)
        {
            long number = _options.FirstBlock + sequence % _options.Blocks;
            DataBlock.Fill(block, number, sequence);
            _ledger.Begin(number, sequence);
            if (!WriteUntilAcknowledged(number, block))
            {
                return;
            }

            _ledger.Acknowledged(number, sequence, LabClock.Now);
            Check(number, block);
            Check(_options.FirstBlock + (sequence + 1) % _options.Blocks, block);
            next = Math.Max(next + _options.Interval.Ticks, LabClock.Now);
            _stop.Wait(TimeSpan.FromTicks(next - LabClock.Now) is { Ticks: > 0 } pause ? pause : TimeSpan.Zero);
        }
    }

    private bool WriteUntilAcknowledged(long number, byte[] block)
    {
        byte[] request = PortalRequest.Build(PortalOperation.Write, _options.Lun, number, block);
        while (!_stop.IsSet)
        {
            if (AskAny(request, default))
            {
                return true;
            }

            _stop.Wait(RetryMilliseconds);
        }

        return false;
    }

    private void Check(long number, byte[] block)
    {
        if (!_ledger.Knows(number) || !Read(number, block) || _ledger.Matches(number, block))
        {
            return;
        }

        // Once more: data that is there after all was a wrong read, data that is not was a lost write.
        bool again = Read(number, block);
        _ledger.Mismatch(number, block, lost: again && !_ledger.Matches(number, block));
    }

    private bool Read(long number, byte[] block) =>
        AskAny(PortalRequest.Build(PortalOperation.Read, _options.Lun, number, default), block);

    /// <summary>The active path first, then the other; the one that serves becomes the active one.</summary>
    private bool AskAny(byte[] request, Span<byte> data)
    {
        int first = _options.ActiveActive ? (_active + 1) % _paths.Length : _active;
        for (int i = 0; i < _paths.Length; i++)
        {
            int path = (first + i) % _paths.Length;
            if (AskOn(_paths[path], request, data) == PortalStatus.Good)
            {
                Volatile.Write(ref _active, path);
                return true;
            }
        }

        return false;
    }

    private PortalStatus? AskOn(PortalPath path, byte[] request, Span<byte> data)
    {
        PortalStatus? status = path.Ask(request, data);
        while (status is null && !_options.FailOnDisconnection && path.HadSession && !_stop.IsSet)
        {
            _stop.Wait(RetryMilliseconds);
            status = path.Ask(request, data);
        }

        return status;
    }
}
