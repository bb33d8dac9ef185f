using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Storage.Calls;

namespace Beast.Quorum.Storage.Fencing;

/// <summary>What a test of the reservations found.</summary>
/// <param name="Ok">Whether fencing would work, as far as can be told.</param>
/// <param name="Lines">A line for each disk and pool.</param>
public sealed record ReservationProof(bool Ok, IReadOnlyList<string> Lines);

/// <summary>
/// Tries the reservations without harm: each disk is asked what it can do, gets this node's key and loses it again if
/// it was not there before. The peer's key and the reservation stay as they are.
/// </summary>
public static class ReservationTest
{
    /// <summary>Tries every disk of the pools.</summary>
    /// <param name="system">Runs the commands.</param>
    /// <param name="reservations">The method.</param>
    /// <param name="pools">The pools.</param>
    /// <param name="quorumDevice">Path of the quorum device, which must not lie on one of the disks.</param>
    public static ReservationProof Run(
        StorageSystem system, PoolReservations reservations, IReadOnlyList<string> pools, string quorumDevice)
    {
        ArgumentNullException.ThrowIfNull(system);
        ArgumentNullException.ThrowIfNull(reservations);
        ArgumentNullException.ThrowIfNull(pools);
        List<string> lines = [];
        bool ok = pools.Count > 0;
        var serials = new SerialNumbers(system);
        foreach (string pool in pools)
        {
            var clock = new Countdown(system.Time, reservations.Method.Deadline);
            var caller = new Caller(system, clock, () => true, () => { });
            if (!reservations.TryFind(caller, pool, out IReadOnlyList<FencedDisk> disks, out CallFailure failure))
            {
                lines.Add(failure.Detail);
                ok = false;
                continue;
            }

            DiskCalls calls = reservations.Calls(system, clock);
            DiskOutcome[] outcomes = SideBySide.Run(disks, disk => Disk(calls, disk, reservations.Keys));
            lines.AddRange(outcomes.Select(outcome => $"disk {outcome.Disk.Name}: {outcome.Text}"));
            bool enough = Coverage.Suffices(pool, outcomes, out string text);
            lines.Add(enough ? $"{text} can be fenced" : $"{text} can be fenced: not enough");
            ok &= enough & NotShared(serials, caller, disks, quorumDevice, lines);
        }

        return new ReservationProof(ok, lines);
    }

    private static DiskOutcome Disk(DiskCalls calls, FencedDisk disk, ReservationKeys keys)
    {
        if (disk.Paths.Count == 0)
        {
            return new DiskOutcome(disk, false, "no path to it is known: list it under disks of the method scsi-pr");
        }

        List<string> notes = [];
        foreach (string path in disk.Paths)
        {
            if (!calls.TryCapabilities(path, out bool listsType, out string why))
            {
                return new DiskOutcome(disk, false,
                    $"{path} has no persistent reservations ({why}); use another method, or disks that have them");
            }

            if (!listsType)
            {
                notes.Add($"{path} does not list write_exclusive_reg_only (CTL does not either, and grants it)");
            }

            if (!Registers(calls, path, keys, out why))
            {
                return new DiskOutcome(disk, false, why);
            }
        }

        string noted = notes.Count == 0 ? "" : "; note: " + string.Join("; ", notes);
        return new DiskOutcome(disk, true, $"takes and shows this node's key{noted}");
    }

    /// <summary>Registers on one path and reads it back; takes the key away again if it was not there before.</summary>
    private static bool Registers(DiskCalls calls, string path, ReservationKeys keys, out string why)
    {
        if (!calls.TryKeys(path, out IReadOnlyList<ulong> before, out why))
        {
            return false;
        }

        if (before.FirstOrDefault(key => key != keys.Own && key != keys.Peer) is not 0 and var other)
        {
            why = $"key {ReservationKeys.Show(other)} is registered, which is neither node's: find out whose it is";
            return false;
        }

        if (before.Contains(keys.Own))
        {
            return true;
        }

        if (!calls.TryOrderAgain(calls.Tool.Register(path, keys.Own), out why) ||
            !calls.TryKeys(path, out IReadOnlyList<ulong> with, out why))
        {
            return false;
        }

        bool shown = with.Contains(keys.Own);
        why = shown ? "" : $"{path} took this node's key and does not show it";
        return calls.TryOrderAgain(calls.Tool.Unregister(path, keys.Own), out string stays)
            ? shown
            : Fail($"this node's key stays on {path}: {stays}", out why);
    }

    private static bool NotShared(
        SerialNumbers serials, Caller caller, IReadOnlyList<FencedDisk> disks, string quorumDevice, List<string> lines)
    {
        string? own = WholeDisk.Of(quorumDevice);
        if (own is null)
        {
            lines.Add($"whether {quorumDevice} lies on one of these disks cannot be told from its name: see to it");
            return true;
        }

        string? number = serials.Of(caller, own);
        foreach (FencedDisk disk in number is null ? [] : disks)
        {
            if (disk.Paths.FirstOrDefault(path => serials.Of(caller, path) == number) is { } same)
            {
                lines.Add($"{same} and the quorum device's disk {own} have the same serial number {number}: they are "
                    + "one disk, and a reservation would silence the peer's register; move the quorum device");
                return false;
            }
        }

        return true;
    }

    private static bool Fail(string text, out string why)
    {
        why = text;
        return false;
    }
}

/// <summary>Serial numbers of disks; camcontrol's, since sg_persist has none.</summary>
internal sealed class SerialNumbers(StorageSystem system)
{
    private readonly bool known = OperatingSystem.IsFreeBSD();

    /// <summary>The serial number; null if it cannot be told, or is empty.</summary>
    public string? Of(Caller caller, string path)
    {
        IReadOnlyList<string> line =
            [.. system.Commands.Camcontrol, "inquiry", path.Replace("/dev/", "", StringComparison.Ordinal), "-S"];
        return known && caller.Run(line, out CommandResult result, out _) && result.ExitCode == 0
            && result.StandardOutput.Trim() is { Length: > 0 } number ? number : null;
    }
}
