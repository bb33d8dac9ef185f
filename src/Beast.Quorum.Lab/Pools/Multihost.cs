using System.Globalization;
using Beast.Quorum.Lab.Releases;
using Beast.Quorum.Lab.Wire;

namespace Beast.Quorum.Lab.Pools;

/// <summary>
/// Multihost (MMP) of OpenZFS: while a host has such a pool imported it writes that it lives, and an import watches
/// for a while whether somebody does. A host that finds another's writes suspends the pool.
/// </summary>
internal sealed class Multihost : IDisposable
{
    /// <summary>vfs.zfs.multihost.fail_intervals.</summary>
    internal const int FailIntervals = 10;

    private const string FileName = "mmp";
    private readonly HostPools _pools;
    private readonly Action<string> _console;
    private readonly ManualResetEventSlim _stop = new(false);
    private readonly Thread _thread;
    private long _sequence;

    internal Multihost(HostPools pools, Action<string> console)
    {
        _pools = pools;
        _console = console;
        _thread = LabThread.Start("mmp", Run);
    }

    /// <summary>The first write belongs to the import: another host that looks from now on sees this one.</summary>
    internal void Begin(string pool) => Write(pool);

    /// <summary>
    /// Watches for twice the time after which the writer would give up, and longer where the release claims the pool
    /// too; whether another host wrote meanwhile.
    /// </summary>
    internal static bool IsActive(
        PoolStore store, string pool, ulong hostId, TimeSpan interval, SystemRelease release)
    {
        string path = store.FileOf(pool, FileName);
        string before = Read(path);
        // The claim of 2.3 and later takes another ten intervals.
        Thread.Sleep(interval * (2 * FailIntervals + (release.ClaimsMultihost ? FailIntervals : 0)));
        string after = Read(path);
        return after != before && HostOf(after) != hostId;
    }

    public void Dispose()
    {
        _stop.Set();
        _thread.Join();
        _stop.Dispose();
    }

    private void Run()
    {
        while (!_stop.Wait(_pools.MultihostInterval))
        {
            foreach (ImportedPool pool in _pools.All())
            {
                if (pool is { ReadOnly: false, Label.Multihost: true, Suspension.IsOn: false })
                {
                    Beat(pool);
                }
            }
        }
    }

    private void Beat(ImportedPool pool)
    {
        if (HostOf(Read(_pools.Store.FileOf(pool.Name, FileName))) == _pools.HostId)
        {
            Write(pool.Name);
            return;
        }

        pool.Suspension.Begin(byHosts: true);
        _console($"MMP writes to pool '{pool.Name}' have not succeeded in over "
            + $"{(int)(_pools.MultihostInterval * FailIntervals).TotalMilliseconds} ms; suspending pool");
    }

    private void Write(string pool)
    {
        string path = _pools.Store.FileOf(pool, FileName);
        string temporary = string.Create(CultureInfo.InvariantCulture, $"{path}.{_pools.Identity.Node}");
        long sequence = Interlocked.Increment(ref _sequence);
        File.WriteAllText(temporary, string.Create(CultureInfo.InvariantCulture,
            $"{_pools.HostId} {Environment.ProcessId} {sequence}"));
        File.Move(temporary, path, overwrite: true);
    }

    private static string Read(string path) => File.Exists(path) ? File.ReadAllText(path) : "0";

    private static ulong HostOf(string text) =>
        ulong.TryParse(text.Split(' ')[0], CultureInfo.InvariantCulture, out ulong id) ? id : 0;
}
