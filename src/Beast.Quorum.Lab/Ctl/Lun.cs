using Beast.Quorum.Lab.Pools;
using Beast.Quorum.Lab.Portal;
using Beast.Quorum.Lab.Records;
using Microsoft.Win32.SafeHandles;

namespace Beast.Quorum.Lab.Ctl;

/// <summary>
/// A LUN with its backing zvol. Opening and closing are called under CTL's modify lock; I/O is not, and a close waits
/// until the I/O that has begun has ended.
/// </summary>
internal sealed class Lun(LunConfiguration configuration, HostPools pools, ServingLog serving)
{
    /// <summary>The errno of a backing device that is not there.</summary>
    internal const int NoEntry = 2;

    /// <summary>The errno of one that is there and cannot be opened.</summary>
    internal const int InputOutputError = 5;

    private readonly object _io = new();
    private readonly Dictionary<long, byte[]> _previous = [];
    private SafeFileHandle? _backing;
    private ImportedPool? _pool;
    private UnitAttention _attention = UnitAttention.PowerOn;
    private int _running;
    private bool _readOnly;

    internal LunConfiguration Configuration => configuration;

    internal string SerialNumber => $"MYSERIAL{configuration.Id,4}";

    internal string DeviceId => $"MYDEVID{configuration.Id,4}";

    internal string CtldName => $"{configuration.Target},lun,{configuration.Id}";

    /// <summary>The option <c>ha_role</c>; null: the node's role holds.</summary>
    internal string? RoleOption { get; set; }

    /// <summary>Other options of ctladm modify.</summary>
    internal SortedDictionary<string, string> Options { get; } = new(StringComparer.Ordinal);

    internal bool IsPrimary { get; private set; }

    /// <summary>In blocks of 512 bytes, as last seen when the zvol was open.</summary>
    internal long Blocks { get; private set; }

    internal bool HasMedia
    {
        get
        {
            lock (_io)
            {
                return _backing is not null;
            }
        }
    }

    internal void Attend(UnitAttention attention)
    {
        lock (_io)
        {
            _attention |= attention;
        }
    }

    internal UnitAttention TakeAttention()
    {
        lock (_io)
        {
            UnitAttention told = (_attention & UnitAttention.PowerOn) != 0 ? UnitAttention.PowerOn : _attention;
            _attention = told == UnitAttention.PowerOn ? UnitAttention.None : _attention & ~told;
            return told;
        }
    }

    /// <summary>Takes a role: opens or closes the backing device. 0, or the errno of the open that failed.</summary>
    internal int Modify(int nodeRole)
    {
        bool primary = RoleOption is null ? nodeRole == 0 : RoleOption == "primary";
        if (primary != IsPrimary)
        {
            Attend(UnitAttention.AsymmetricAccessChanged);
        }

        if (!primary)
        {
            IsPrimary = false;
            Close();
            return 0;
        }

        int error = HasMedia ? 0 : Open();
        IsPrimary = true;
        return error;
    }

    internal void Close()
    {
        ImportedPool? pool;
        lock (_io)
        {
            SafeFileHandle? backing = _backing;
            _backing = null;
            while (_running > 0)
            {
                Monitor.Wait(_io);
            }

            backing?.Dispose();
            pool = _pool;
            _pool = null;
        }

        if (pool is not null)
        {
            serving.Lun(configuration.Id, pool.Name, writable: false);
            pools.CloseVolume(pool);
        }
    }

    internal PortalStatus Read(long block, Span<byte> data)
    {
        if (Begin() is not { } backing)
        {
            return PortalStatus.NoMedia;
        }

        try
        {
            return _pool is not { Suspended: true }
                && RandomAccess.Read(backing, data, block * DataBlock.Length) == data.Length
                ? PortalStatus.Good
                : PortalStatus.MediumError;
        }
        catch (IOException)
        {
            return PortalStatus.MediumError;
        }
        finally
        {
            End();
        }
    }

    internal PortalStatus Write(long block, ReadOnlySpan<byte> data, bool keepPrevious)
    {
        if (Begin() is not { } backing)
        {
            return PortalStatus.NoMedia;
        }

        try
        {
            if (_readOnly)
            {
                return PortalStatus.WriteProtected;
            }

            if ((block + 1) * DataBlock.Length > Blocks * 512)
            {
                return PortalStatus.MediumError;
            }

            if (keepPrevious)
            {
                var previous = new byte[DataBlock.Length];
                RandomAccess.Read(backing, previous, block * DataBlock.Length);
                lock (_previous)
                {
                    _previous[block] = previous;
                }
            }

            byte[] copy = data.ToArray();
            return _pool is not { } pool
                || pools.Write(pool, () => RandomAccess.Write(backing, copy, block * DataBlock.Length))
                ? PortalStatus.Good
                : PortalStatus.MediumError;
        }
        catch (IOException)
        {
            return PortalStatus.MediumError;
        }
        finally
        {
            End();
        }
    }

    /// <summary>What a block held before its last write, if that was kept.</summary>
    internal byte[]? TakePrevious(long block)
    {
        lock (_previous)
        {
            return _previous.Remove(block, out byte[]? previous) ? previous : null;
        }
    }

    private int Open()
    {
        string[] parts = configuration.Path.Split('/', 5);
        if (parts is not ["", "dev", "zvol", { } name, { } volume] || pools.OpenVolume(name, volume) is not { } pool)
        {
            return NoEntry;
        }

        if (!pool.ReadOnly)
        {
            serving.Lun(configuration.Id, pool.Name, writable: true);
        }

        // EROFS on the read-write open makes a LUN read-only, silently (FreeBSD, ctl_backend_block.c).
        SafeFileHandle backing;
        try
        {
            backing = File.OpenHandle(pools.Store.VolumePath(name, volume), FileMode.Open,
                pool.ReadOnly ? FileAccess.Read : FileAccess.ReadWrite, FileShare.ReadWrite);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            serving.Lun(configuration.Id, pool.Name, writable: false);
            pools.CloseVolume(pool);
            return InputOutputError;
        }

        lock (_io)
        {
            Blocks = RandomAccess.GetLength(backing) / 512;
            _readOnly = pool.ReadOnly;
            _pool = pool;
            _backing = backing;
        }

        return 0;
    }

    private SafeFileHandle? Begin()
    {
        lock (_io)
        {
            if (_backing is not null)
            {
                _running++;
            }

            return _backing;
        }
    }

    private void End()
    {
        lock (_io)
        {
            _running--;
            Monitor.PulseAll(_io);
        }
    }
}
