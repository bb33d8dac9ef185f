using Beast.Quorum.Lab.Pools;
using Beast.Quorum.Lab.Portal;
using Microsoft.Win32.SafeHandles;

namespace Beast.Quorum.Lab.Geom;

/// <summary>The zvol of an imported pool; open, it keeps the pool busy.</summary>
internal sealed class ZvolProvider(HostPools pools, string pool, string volume) : IProvider
{
    private SafeFileHandle? _file;
    private ImportedPool? _imported;

    public string Name => $"zvol/{pool}/{volume}";

    public long MediaSize => new FileInfo(pools.Store.VolumePath(pool, volume)).Length;

    public string? Pool => pool;

    public int Open()
    {
        if (pools.OpenVolume(pool, volume) is not { } imported)
        {
            return Errno.NoEntry;
        }

        if (imported.ReadOnly)
        {
            pools.CloseVolume(imported);
            return Errno.ReadOnly;
        }

        try
        {
            _file = File.OpenHandle(pools.Store.VolumePath(pool, volume), FileMode.Open, FileAccess.ReadWrite,
                FileShare.ReadWrite);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            pools.CloseVolume(imported);
            return Errno.InputOutput;
        }

        _imported = imported;
        return Errno.None;
    }

    public void Close()
    {
        _file?.Dispose();
        if (_imported is { } imported)
        {
            _imported = null;
            pools.CloseVolume(imported);
        }
    }

    public int Read(long block, Span<byte> data)
    {
        try
        {
            return Await(writes: false) && RandomAccess.Read(_file!, data, block * DataBlock.Length) == data.Length
                ? Errno.None
                : Errno.InputOutput;
        }
        catch (IOException)
        {
            return Errno.InputOutput;
        }
    }

    public int Write(long block, ReadOnlySpan<byte> data)
    {
        try
        {
            if (!Await(writes: true))
            {
                return Errno.InputOutput;
            }

            pools.BeforeWrite(_imported!, volume, block, _file!);
            RandomAccess.Write(_file!, data, block * DataBlock.Length);
            return Errno.None;
        }
        catch (IOException)
        {
            return Errno.InputOutput;
        }
    }

    /// <summary>
    /// Waits while the pool's I/O is suspended; with failmode=continue only writes are hurt, and they fail: then false.
    /// </summary>
    private bool Await(bool writes)
    {
        ImportedPool pool = _imported!;
        if (pool.Label.FailMode == "continue")
        {
            return !(writes && pool.Suspension.IsOn);
        }

        pool.Suspension.Wait();
        return true;
    }
}
