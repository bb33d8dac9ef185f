using System.Collections.Concurrent;
using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Plans;
using Beast.Quorum.Storage.Calls;
using Beast.Quorum.Storage.Steps;

namespace Beast.Quorum.Storage.Fencing;

/// <summary>
/// The reservations of the pools' disks: taken at a takeover and as a fence, given up after the export, and looked at
/// while this node serves. Thread-safe; one for the daemon.
/// </summary>
public sealed class PoolReservations
{
    private readonly IReservations tool;
    private readonly DiskFinder finder;

    // The disks on which this node's key was seen: what never carried it was not taken from this node.
    private readonly ConcurrentDictionary<(string Pool, string Disk), bool> seen = new();

    /// <summary>Puts it together.</summary>
    /// <param name="configuration">With the method <c>scsi-pr</c>.</param>
    /// <param name="keys">The keys of both nodes.</param>
    /// <exception cref="ArgumentException">The method is not configured.</exception>
    public PoolReservations(BeastqConfiguration configuration, ReservationKeys keys)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        Method = configuration.Fencing.Reservations
            ?? throw new ArgumentException("the method scsi-pr is not configured", nameof(configuration));
        Keys = keys;
        tool = ToolOf(Method.Tool, configuration.Commands);
        finder = new DiskFinder(Method, configuration.QuorumDevice.Path);
    }

    /// <summary>The method's configuration.</summary>
    public FencingMethodConfiguration Method { get; }

    /// <summary>The keys of both nodes.</summary>
    public ReservationKeys Keys { get; }

    /// <summary>The program that a method uses on this system.</summary>
    public static IReservations ToolOf(ReservationTool tool, CommandsConfiguration commands)
    {
        ArgumentNullException.ThrowIfNull(commands);
        bool linux = tool == ReservationTool.SgPersist || (tool == ReservationTool.Auto && OperatingSystem.IsLinux());
        return linux
            ? new SgPersistReservations(commands.SgPersist)
            : new CamcontrolReservations(commands.Camcontrol);
    }

    /// <summary>
    /// Fences: takes the disks of these pools, so that the peer can no longer write to them. It counts only if enough
    /// disks of every pool say so themselves afterwards (<see cref="Coverage"/>).
    /// </summary>
    /// <param name="system">Runs the commands.</param>
    /// <param name="pools">The pools.</param>
    /// <param name="deadline">Longest time for all of it.</param>
    /// <param name="text">One line for people.</param>
    /// <param name="goesOn">Whether the peer is still to be fenced; asked right before each command.</param>
    public bool TryFence(
        StorageSystem system, IReadOnlyList<string> pools, TimeSpan deadline, out string text,
        Func<bool>? goesOn = null)
    {
        ArgumentNullException.ThrowIfNull(system);
        ArgumentNullException.ThrowIfNull(pools);
        StepResult[] results = SideBySide.Run(pools, pool => Take(
            system, pool, deadline, goesOn ?? (() => true), () => { }));
        text = string.Join("; ", results.Select(result => result.Detail));
        return results.Length > 0 && results.All(result => result.Outcome.Succeeded());
    }

    /// <summary>Takes the disks of one pool.</summary>
    internal StepResult Take(
        StorageSystem system, string pool, TimeSpan deadline, Func<bool> mayStart, Action whenGone)
    {
        var clock = new Countdown(system.Time, deadline);
        var lingering = new Lingering(whenGone);
        var caller = new Caller(system, clock, mayStart, lingering.Gone);
        if (!finder.TryFind(caller, pool, out IReadOnlyList<FencedDisk> disks, out CallFailure failure))
        {
            return Ended(failure.Outcome, failure.Detail, lingering);
        }

        var taking = new DiskTaking(new DiskCalls(system, tool, clock, mayStart, lingering), Keys);
        DiskOutcome[] outcomes = SideBySide.Run(disks, taking.Take);
        Remember(outcomes.Where(outcome => outcome.Ok).Select(outcome => outcome.Disk));
        bool enough = Coverage.Suffices(pool, outcomes, out string text);
        return Ended(enough ? StepOutcome.Done : StepOutcome.Failed, $"{text} reserved", lingering);
    }

    /// <summary>Gives the disks of one pool up: unregisters on every path, which ends the reservation.</summary>
    internal StepResult Give(
        StorageSystem system, string pool, TimeSpan deadline, Func<bool> mayStart, Action whenGone)
    {
        var clock = new Countdown(system.Time, deadline);
        var lingering = new Lingering(whenGone);
        var caller = new Caller(system, clock, mayStart, lingering.Gone);
        if (!finder.TryRemembered(caller, pool, out IReadOnlyList<FencedDisk> disks, out CallFailure failure))
        {
            return Ended(failure.Outcome, failure.Detail, lingering);
        }

        foreach (FencedDisk disk in disks)
        {
            seen.TryRemove(KeyOf(disk), out _);
        }

        var calls = new DiskCalls(system, tool, clock, mayStart, lingering);
        DiskOutcome[] outcomes = SideBySide.Run(disks, disk => DiskGiving.Give(calls, disk, Keys.Own));
        string[] failed = [.. outcomes.Where(outcome => !outcome.Ok)
            .Select(outcome => $"{outcome.Disk.Name}: {outcome.Text}")];
        return Ended(
            failed.Length == 0 ? StepOutcome.Done : StepOutcome.Failed,
            failed.Length == 0
                ? $"the reservations of pool {pool} were given up"
                : $"pool {pool}: the key stays on {string.Join("; ", failed)}; the next owner removes it",
            lingering);
    }

    /// <summary>
    /// Looks whether this node's reservations hold, while it serves. Disks that carry no key at all (their target lost
    /// power, or the method is new here) are reserved again, if the lease allows.
    /// </summary>
    /// <param name="system">Runs the commands.</param>
    /// <param name="pools">The pools of one group.</param>
    /// <param name="deadline">Longest time for all of it.</param>
    /// <param name="mayRestore">Whether the lease covers commands now; asked right before each.</param>
    public ReservationLook Look(
        StorageSystem system, IReadOnlyList<string> pools, TimeSpan deadline, Func<bool> mayRestore)
    {
        ArgumentNullException.ThrowIfNull(system);
        ArgumentNullException.ThrowIfNull(pools);
        var clock = new Countdown(system.Time, deadline);
        var lingering = new Lingering(() => { });
        var caller = new Caller(system, clock, () => true, lingering.Gone);
        List<FencedDisk> disks = [];
        List<string> problems = [];
        foreach (string pool in pools)
        {
            if (finder.TryFind(caller, pool, out IReadOnlyList<FencedDisk> found, out CallFailure failure))
            {
                disks.AddRange(found);
            }
            else
            {
                problems.Add(failure.Detail);
            }
        }

        var calls = new DiskCalls(system, tool, clock, () => true, lingering);
        var orders = new DiskCalls(system, tool, clock, mayRestore, lingering);
        DiskCheck[] checks = SideBySide.Run(disks, disk => DiskCheck.Of(calls, disk, Keys));
        problems.AddRange(SideBySide.Run(
            [.. checks.Where(check => check.State == DiskHold.Missing)],
            check => Restore(orders, calls, check)).OfType<string>());
        problems.AddRange(checks.Where(check => check.State == DiskHold.Unknown).Select(check => check.Text));
        lingering.Close();
        DiskCheck[] gone = [.. checks.Where(check => check.State == DiskHold.Lost)];
        string? lost = gone.FirstOrDefault(
            check => seen.ContainsKey(KeyOf(check.Disk)) || IsFenced(check, checks))?.Text;
        problems.AddRange(lost is null ? gone.Select(check => check.Text) : []);
        Remember(checks.Where(check => check.State == DiskHold.Held).Select(check => check.Disk));
        return new ReservationLook(lost, problems);
    }

    /// <summary>Whether so many disks of a pool are gone that a fence may have succeeded.</summary>
    private static bool IsFenced(DiskCheck gone, DiskCheck[] checks) => Coverage.Suffices(
        gone.Disk.Pool,
        [.. checks.Where(check => check.Disk.Pool == gone.Disk.Pool)
            .Select(check => new DiskOutcome(check.Disk, check.State == DiskHold.Lost, check.Text))],
        out _);

    private static (string Pool, string Disk) KeyOf(FencedDisk disk) => (disk.Pool, disk.Name);

    private void Remember(IEnumerable<FencedDisk> held)
    {
        foreach (FencedDisk disk in held)
        {
            seen[KeyOf(disk)] = true;
        }
    }

    internal bool TryFind(Caller caller, string pool, out IReadOnlyList<FencedDisk> disks, out CallFailure failure) =>
        finder.TryFind(caller, pool, out disks, out failure);

    internal DiskCalls Calls(StorageSystem system, Countdown clock) =>
        new(system, tool, clock, () => true, new Lingering(() => { }));

    private string? Restore(DiskCalls orders, DiskCalls looks, DiskCheck check)
    {
        DiskOutcome outcome = new DiskTaking(orders, Keys) { OnlyIfFree = true, Looks = looks }.Take(check.Disk);
        return outcome.Ok ? null : $"disk {check.Disk.Name} carries no reservation of this node: {outcome.Text}";
    }

    private static StepResult Ended(StepOutcome outcome, string text, Lingering lingering)
    {
        lingering.Close();
        return new StepResult(lingering.Any && !outcome.Succeeded() ? StepOutcome.Abandoned : outcome, text);
    }
}

/// <summary>What a look at an owner's reservations found.</summary>
/// <param name="Lost">On which disk somebody else took over, and whose keys are there; null if nowhere.</param>
/// <param name="Problems">What could not be told or restored, one line each.</param>
public sealed record ReservationLook(string? Lost, IReadOnlyList<string> Problems);
