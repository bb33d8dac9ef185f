using System.Collections.Concurrent;
using Beast.Quorum.Lab.Wire;

namespace Beast.Quorum.Lab.Devices;

/// <summary>What is wrong with a block device; may be changed at any time.</summary>
public sealed class BlockFaults
{
    private readonly Gate _gate = new();
    private readonly ConcurrentDictionary<long, bool> _badBlocks = new();
    private int _error;
    private long _delayTicks;
    private volatile bool _readOnly;

    /// <summary>Requests wait, for minutes if need be, and complete when this ends: late writes land.</summary>
    public bool IsHung
    {
        get => _gate.IsShut;
        set => _gate.IsShut = value;
    }

    /// <summary>The errno with which every request fails; 0: none. EIO is 5, ENXIO (device gone) 6.</summary>
    public int Error
    {
        get => Volatile.Read(ref _error);
        set => Volatile.Write(ref _error, value);
    }

    /// <summary>How long every read and write takes in addition.</summary>
    public TimeSpan Delay
    {
        get => new(Interlocked.Read(ref _delayTicks));
        set => Interlocked.Exchange(ref _delayTicks, Math.Max(0, value.Ticks));
    }

    /// <summary>Whether every write fails with EROFS, as on a disk with a write-protect switch.</summary>
    public bool IsReadOnly
    {
        get => _readOnly;
        set => _readOnly = value;
    }

    /// <summary>Makes a block of 4,096 bytes fail with EIO, or heals it.</summary>
    public void SetBad(long block, bool bad)
    {
        if (bad)
        {
            _badBlocks[block] = true;
        }
        else
        {
            _badBlocks.TryRemove(block, out _);
        }
    }

    internal const int BlockLength = 4096;
    internal const int InputOutputError = 5;
    internal const int ReadOnlyFileSystem = 30;

    /// <summary>Waits as ordered; the errno of a request for these bytes, or 0.</summary>
    internal int Meet(long offset, int count, bool write)
    {
        TimeSpan delay = Delay;
        if (delay > TimeSpan.Zero)
        {
            Thread.Sleep(delay);
        }

        _gate.Pass();
        if (Error != 0)
        {
            return Error;
        }

        if (write && IsReadOnly)
        {
            return ReadOnlyFileSystem;
        }

        for (long block = offset / BlockLength; block * BlockLength < offset + count; block++)
        {
            if (_badBlocks.ContainsKey(block))
            {
                return InputOutputError;
            }
        }

        return 0;
    }
}
