using System.Globalization;
using Beast.Quorum.Lab.Pools;
using Beast.Quorum.Lab.Portal;
using Beast.Quorum.Lab.Records;
using Microsoft.Win32.SafeHandles;

namespace Beast.Quorum.Lab.Ctl;

/// <summary>
/// A LUN with its backing zvol. Opening and closing are called under CTL's modify lock; I/O is not, and a close waits
/// until the I/O that has begun has ended.
/// </summary>
internal sealed partial class Lun(LunConfiguration configuration, HostPools pools, ServingLog serving)
{
    /// <summary>The errno of a backing device that is not there.</summary>
    internal const int NoEntry = 2;

    /// <summary>The errno of one that is there and cannot be opened.</summary>
    internal const int InputOutputError = 5;

    private readonly object _io = new();
    private readonly Dictionary<long, byte[]> _previous = [];
    private SafeFileHandle? _backing;
    private ImportedPool? _pool;
    private string _volume = "";
    private UnitAttention _attention = UnitAttention.PowerOn;
    private int _running;
    private bool _readOnly;

    internal LunConfiguration Configuration => configuration;

    internal string SerialNumber => "MYSERIAL" + Number;

    internal string DeviceId => "MYDEVID" + Number;

    /// <summary>Its options: those of ctl.conf, and what ctladm modify made of them.</summary>
    internal LunOptions Options { get; } = new(configuration);

    internal bool IsPrimary { get; private set; }

    /// <summary>In blocks of 512 bytes, as last seen when the zvol was open.</summary>
    internal long Blocks { get; private set; }

    internal bool HasMedia
    {
        get
        {
            lock (_io)
            {
                return _backing is not null || _device is not null;
            }
        }
    }

    /// <summary>Whether a read or a write is under way.</summary>
    internal bool IsBusy
    {
        get
        {
            lock (_io)
            {
                return _running > 0;
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

    /// <summary>Takes a role: opens or closes the backing device. Empty, or why it did not open.</summary>
    internal string Modify(int nodeRole)
    {
        bool primary = Options["ha_role"] is { } own ? own == "primary" : nodeRole == 0;
        if (primary != IsPrimary)
        {
            Attend(UnitAttention.AsymmetricAccessChanged);
        }

        if (!primary)
        {
            IsPrimary = false;
            Close();
            return "";
        }

        string error = HasMedia ? "" : Open();
        IsPrimary = true;
        return error;
    }

    internal void Close()
    {
        ImportedPool? pool;
        lock (_io)
        {
            _device?.Close(configuration.Id);
            _device = null;
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
        if (Device is { } device)
        {
            return Status(device.Read(block, data));
        }

        if (Begin(out ImportedPool? pool) is not { } backing)
        {
            return PortalStatus.NoMedia;
        }

        try
        {
            // With failmode=continue reads are served from memory; here that is everything.
            Await(pool, writes: false);
            return RandomAccess.Read(backing, data, block * DataBlock.Length) == data.Length
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
        if (Device is { } device)
        {
            return (block + 1) * DataBlock.Length > Blocks * 512 ? PortalStatus.MediumError
                : Status(device.Write(block, data));
        }

        if (Begin(out ImportedPool? pool) is not { } backing)
        {
            return PortalStatus.NoMedia;
        }

        try
        {
            if (!Await(pool, writes: true))
            {
                return PortalStatus.MediumError;
            }

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
            bool written = pools.Write(pool!, () =>
            {
                pools.BeforeWrite(pool!, _volume, block, backing);
                RandomAccess.Write(backing, copy, block * DataBlock.Length);
            });
            return written ? PortalStatus.Good : PortalStatus.MediumError;
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

    private string Number => configuration.Id.ToString(
        pools.Release.FillsSerialsWithZeros ? "0000" : "0", CultureInfo.InvariantCulture).PadLeft(4);

    /// <summary>What the kernel says of a device that does not open.</summary>
    internal static string Failure(string path, int error) =>
        string.Create(CultureInfo.InvariantCulture, $"error opening {path}: {error}");

    private string Open()
    {
        if (Options["file"] is not { } path)
        {
            return "no file argument specified";
        }

        if (path.StartsWith(MultipathPrefix, StringComparison.Ordinal))
        {
            return OpenDevice(path);
        }

        string[] parts = path.Split('/', 5);
        if (parts is not ["", "dev", "zvol", { } name, { } volume] || pools.OpenVolume(name, volume) is not { } pool)
        {
            return Failure(path, NoEntry);
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
            return Failure(path, InputOutputError);
        }

        lock (_io)
        {
            Blocks = RandomAccess.GetLength(backing) / 512;
            _readOnly = pool.ReadOnly;
            _pool = pool;
            _volume = volume;
            _backing = backing;
        }

        return "";
    }

    /// <summary>
    /// Waits while the pool's I/O is suspended, as failmode=wait does; false where a write fails instead.
    /// </summary>
    private static bool Await(ImportedPool? pool, bool writes)
    {
        bool continues = pool?.Label.FailMode == "continue";
        if (!continues)
        {
            pool?.Suspension.Wait();
        }

        return !(continues && writes && pool!.Suspension.IsOn);
    }

    private SafeFileHandle? Begin(out ImportedPool? pool)
    {
        lock (_io)
        {
            pool = _pool;
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
