using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Plans;
using Beast.Quorum.Storage.Fencing;
using Beast.Quorum.Storage.Zfs;

namespace Beast.Quorum.Storage.Plans;

/// <summary>
/// The commands of the reservations, for one disk: which disks there are is known only when they run, and the keys
/// stand for themselves.
/// </summary>
internal static class ReservationCommands
{
    private const string Disk = "DISK";

    public static IReadOnlyList<string> Of(PlanStep step, CommandsConfiguration commands)
    {
        IReservations tool = PoolReservations.ToolOf(ReservationTool.Auto, commands);
        IReadOnlyList<IReadOnlyList<string>> lines = step.Kind == StepKind.ReserveDisks
            ? [tool.Register(Disk, 1), tool.ReadKeys(Disk), tool.ReadReservation(Disk),
                tool.Preempt(Disk, 1, 2, abort: true), tool.Reserve(Disk, 1)]
            : [tool.Unregister(Disk, 1), tool.ReadKeys(Disk)];
        string find = CommandText.Of(ZpoolCommands.Status(commands, step.Subject));
        return [find, .. lines.Select(line => CommandText.Of([.. line.Select(Name)]))];
    }

    private static string Name(string word) => word switch
    {
        "0x1" or "--param-sark=1" or "--param-rk=1" => word.Replace("0x", "", StringComparison.Ordinal)
            .Replace("1", "OWN", StringComparison.Ordinal),
        "0x2" or "--param-sark=2" => word.Replace("0x", "", StringComparison.Ordinal)
            .Replace("2", "PEER", StringComparison.Ordinal),
        _ => word,
    };
}
