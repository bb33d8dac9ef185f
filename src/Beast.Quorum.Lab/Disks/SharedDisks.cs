using System.Globalization;
using Beast.Quorum.Lab.Clock;

namespace Beast.Quorum.Lab.Disks;

/// <summary>
/// The shared disks of a lab that know persistent reservations: a directory with a file for each. A command to a disk
/// is whole: it holds the lock of the disks, and so does a write that a reservation may refuse.
/// </summary>
internal sealed class SharedDisks(string directory)
{
    private readonly object _gate = new();
    private bool _taken;

    /// <summary>Makes disks without reservations.</summary>
    internal void Create(IEnumerable<string> disks)
    {
        Directory.CreateDirectory(directory);
        foreach (string disk in disks)
        {
            new DiskReservations().Save(Path.Combine(directory, disk));
        }
    }

    /// <summary>Whether a disk knows persistent reservations.</summary>
    internal bool Knows(string disk) =>
        disk.Length > 0 && disk.All(char.IsAsciiLetterOrDigit) && File.Exists(Path.Combine(directory, disk));

    /// <summary>
    /// Runs one command on a disk. What it returns is what the disk holds from then on; null: unchanged.
    /// </summary>
    internal void Command(string disk, Func<DiskReservations, DiskReservations?> command)
    {
        using IDisposable _ = Hold();
        string path = Path.Combine(directory, disk);
        HashSet<int> before = ShutOut();
        if (command(DiskReservations.Load(path)) is { } changed)
        {
            changed.Save(path);
            Note(before, ShutOut());
        }
    }

    /// <summary>
    /// Writes to a pool, if its disks let this host: not if its log, or every disk of the mirror, refuses.
    /// </summary>
    /// <returns>False if they did not; nothing was written then.</returns>
    internal bool Write(int node, IReadOnlyList<string> mirror, string log, Action write)
    {
        if (!Directory.Exists(directory))
        {
            write();
            return true;
        }

        using IDisposable _ = Hold();
        bool refused = mirror.All(disk => Refuses(disk, node)) || Refuses(log, node);
        if (!refused)
        {
            write();
        }

        return !refused;
    }

    /// <summary>
    /// Keeps this host's commands and writes from the disks, or lets them go on: a host is frozen between two commands
    /// to its disks, never within one.
    /// </summary>
    internal void Pause(bool paused)
    {
        if (paused)
        {
            Take();
        }
        else
        {
            Leave();
        }
    }

    /// <summary>
    /// When a node was shut out of all disks, and when it could write again, in ticks of the lab's clock.
    /// </summary>
    internal static IReadOnlyList<(int Node, long At, bool Out)> Changes(string directory)
    {
        string path = Path.Combine(directory, LogName);
        return !File.Exists(path) ? [] :
        [
            .. File.ReadLines(path).Select(line => line.Split(' ')).Select(words => (
                int.Parse(words[1], CultureInfo.InvariantCulture),
                long.Parse(words[0], CultureInfo.InvariantCulture),
                words[2] == "out")),
        ];
    }

    private const string LogName = "shut-out.log";

    private const string LockName = ".lock";

    /// <summary>The nexus of a host to a disk: each has one path to each.</summary>
    internal static string Nexus(int node, string disk) =>
        string.Create(CultureInfo.InvariantCulture, $"{node}:{disk}");

    private bool Refuses(string disk, int node) =>
        Knows(disk) && DiskReservations.Load(Path.Combine(directory, disk)).Refuses(Nexus(node, disk));

    private HashSet<int> ShutOut()
    {
        string[] disks = [.. Directory.GetFiles(directory).Select(path => Path.GetFileName(path)).Where(Knows)];
        return [.. Enumerable.Range(0, 2).Where(node => Array.TrueForAll(disks, disk => Refuses(disk, node)))];
    }

    private void Note(HashSet<int> before, HashSet<int> after)
    {
        foreach (int node in before.Union(after).Except(before.Intersect(after)))
        {
            string word = after.Contains(node) ? "out" : "in";
            File.AppendAllText(
                Path.Combine(directory, LogName),
                string.Create(CultureInfo.InvariantCulture, $"{LabClock.Now} {node} {word}\n"));
        }
    }

    private Held Hold()
    {
        Take();
        while (true)
        {
            try
            {
                // flock(2) under .NET's FileShare.None; the other host's process has the same file.
                return new Held(this, new FileStream(
                    Path.Combine(directory, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException) when (Directory.Exists(directory))
            {
                Thread.Sleep(1);
            }
            catch
            {
                Leave();
                throw;
            }
        }
    }

    private void Take()
    {
        lock (_gate)
        {
            while (_taken)
            {
                Monitor.Wait(_gate);
            }

            _taken = true;
        }
    }

    private void Leave()
    {
        lock (_gate)
        {
            _taken = false;
            Monitor.Pulse(_gate);
        }
    }

    private sealed class Held(SharedDisks disks, FileStream file) : IDisposable
    {
        public void Dispose()
        {
            file.Dispose();
            disks.Leave();
        }
    }
}
