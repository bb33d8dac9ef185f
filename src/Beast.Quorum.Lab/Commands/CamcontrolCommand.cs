using System.Globalization;
using System.Text;
using Beast.Quorum.Lab.Disks;

namespace Beast.Quorum.Lab.Commands;

/// <summary>A path of a host to a disk.</summary>
/// <param name="Disk">The disk behind it.</param>
/// <param name="Nexus">The path itself, as the disk knows it.</param>
/// <param name="TargetPort">Relative target port.</param>
/// <param name="Initiator">The initiator's name, as <c>read_full_status</c> shows it.</param>
internal sealed record CamPath(string Disk, string Nexus, int TargetPort, string Initiator);

/// <summary>
/// camcontrol(8): <c>persist</c> on disks that know reservations, with the texts of a real system; on others it
/// fails as on a disk of qemu. <c>inquiry</c> and <c>readcap</c> too.
/// </summary>
internal sealed class CamcontrolCommand(SharedDisks disks, Func<string, CamPath> pathOf)
{
    private const int Failed = 1;

    internal static CamcontrolCommand Of(SharedDisks disks, int node) => new(disks, device => new CamPath(
        device, SharedDisks.Nexus(node, device), 1,
        $"iqn.1994-09.org.freebsd:ctrl-{(node == 0 ? "a" : "b")},i,0x80894{node}db7f9d"));

    internal CommandOutput Run(ReadOnlySpan<string> arguments) => arguments switch
    {
        ["persist", { } device, .. var rest] => Persist(device, rest),
        ["inquiry", { } device, "-S"] => CommandOutput.Ok(Serial(device) + "\n"),
        ["inquiry", { } device] => CommandOutput.Ok(
            $"pass{Unit(device)}: <QEMU QEMU HARDDISK 2.5+> Fixed Direct Access SPC-3 SCSI device\n"
            + $"pass{Unit(device)}: Serial Number {Serial(device)}\n"
            + $"pass{Unit(device)}: 300.000MB/s transfers, Command Queueing Enabled\n"),
        ["readcap", _] => CommandOutput.Ok("Last Block: 524287, Block Length: 512 bytes\n"),
        _ => CommandOutput.Failed("camcontrol: the lab has persist, inquiry and readcap\n", Failed),
    };

    private CommandOutput Persist(string device, ReadOnlySpan<string> arguments)
    {
        if (CamcontrolOptions.Parse(arguments) is not { } options)
        {
            return CommandOutput.Failed(
                "usage:  camcontrol persist [dev_id][generic args] <-i action|-o action>\n", Failed);
        }

        CamPath path = pathOf(device);
        if (!disks.Knows(path.Disk))
        {
            return Refused(device, options, "Check Condition", "Error code 0x0");
        }

        CommandOutput output = CommandOutput.Ok();
        disks.Command(path.Disk, disk =>
        {
            if (disk.Attentions.Contains(path.Nexus))
            {
                output = Refused(
                    device, options, "Check Condition", "UNIT ATTENTION asc:2a,5 (Registrations preempted)");
                return disk with { Attentions = [.. disk.Attentions.Where(nexus => nexus != path.Nexus)] };
            }

            if (options.IsIn)
            {
                output = CommandOutput.Ok(Answer(disk, options.Action));
                return null;
            }

            DiskReservations? changed = options.Special ? null : Order(disk, path.Nexus, options);
            output = changed is not null ? output
                : options.Special
                    ? Refused(device, options, "Check Condition",
                        "ILLEGAL REQUEST asc:26,0 (Invalid field in parameter list)")
                    : Refused(device, options, "Reservation Conflict", "");
            return changed;
        });
        return output;
    }

    private static DiskReservations? Order(DiskReservations disk, string nexus, CamcontrolOptions options) =>
        options.Action switch
        {
            "register" => ReservationOrders.Register(disk, nexus, options.Key, options.ServiceKey, ignore: false),
            "register_ignore" => ReservationOrders.Register(disk, nexus, options.Key, options.ServiceKey, ignore: true),
            "reserve" => ReservationOrders.Reserve(disk, nexus, options.Key, options.Type),
            "release" => ReservationOrders.Release(disk, nexus, options.Key, options.Type),
            "clear" => ReservationOrders.Clear(disk, nexus, options.Key),
            "preempt" or "preempt_abort" =>
                ReservationOrders.Preempt(disk, nexus, options.Key, options.ServiceKey, options.Type),
            _ => null,
        };

    private string Answer(DiskReservations disk, string action)
    {
        string generation = $"PRgeneration: {Hex(disk.Generation)}\n";
        switch (action)
        {
            case "read_keys":
                var keys = new StringBuilder(generation);
                int count = disk.Registrations.Count;
                keys.Append(count switch { 0 => "0 keys.\n", 1 => "1 key:\n", _ => $"{Decimal(count)} keys:\n" });
                for (int index = 0; index < count; index++)
                {
                    keys.Append($"{Decimal(index)}: {Hex(disk.Registrations[index].Key)}\n");
                }

                return keys.ToString();
            case "read_reservation":
                return disk.Type == 0 ? "No reservations.\n"
                    : $"{generation}Reservation Key: {Hex(disk.KeyOf(disk.Holder))}\nScope address: 0\n"
                        + $"Scope: lun (0)\nType: {CamcontrolOptions.TypeName(disk.Type)} "
                        + $"({Hex((ulong)disk.Type)})\nExtent length: 0\n";
            case "read_full_status":
                return disk.Registrations.Count == 0
                    ? "No reservations.\n"
                    : generation + string.Concat(disk.Registrations.Select(one => Status(disk, one)));
            default:
                return Capabilities;
        }
    }

    private string Status(DiskReservations disk, Registration registration)
    {
        CamPath path = pathOf(registration.Nexus[(registration.Nexus.IndexOf(':', StringComparison.Ordinal) + 1)..]);
        return $"Reservation Key: {Hex(registration.Key)}\nAll Target Ports (ALL_TG_PT): 0\n"
            + $"Reservation Holder (R_HOLDER): {(disk.Holder == registration.Nexus ? 1 : 0)}\n"
            + $"Relative Target Port ID: {Hex((ulong)path.TargetPort)}\niSCSI address: {path.Initiator}\n";
    }

    /// <summary>Without -v camcontrol does not say a word.</summary>
    private static CommandOutput Refused(string device, CamcontrolOptions options, string status, string sense)
    {
        if (!options.Verbose)
        {
            return new CommandOutput(Failed);
        }

        string unit = Unit(device);
        string pass = $"(pass{unit}:vtscsi0:0:{unit}:0): ";
        string cdb = options.IsIn
            ? "PERSISTENT RESERVE IN. CDB: 5e 00 00 00 00 00 00 00 08 00 "
            : "PERSISTENT RESERVE OUT. CDB: 5f 00 00 00 00 00 00 00 18 00 ";
        return CommandOutput.Failed(
            $"{pass}{cdb}\n{pass}CAM status: SCSI Status Error\n{pass}SCSI status: {status}\n"
            + (sense.Length == 0 ? "" : $"{pass}SCSI sense: {sense}\n"),
            Failed);
    }

    private static string Serial(string device) => $"SCSISH{Decimal(9 + int.Parse("0" + Unit(device), Culture))}";

    private static string Unit(string device) => string.Concat(device.Where(char.IsAsciiDigit));

    private static string Hex(ulong value) => value == 0 ? "0" : "0x" + value.ToString("x", Culture);

    private static string Decimal(int value) => value.ToString(Culture);

    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    private const string Capabilities = """
        Replace Lost Reservation Capable (RLR_C): 0
        Compatible Reservation Handling (CRH): 1
        Specify Initiator Ports Capable (SIP_C): 0
        All Target Ports Capable (ATP_C): 0
        Persist Through Power Loss Capable (PTPL_C): 0
        ALLOW COMMANDS field: (0x5)
            Unknown ALLOW COMMANDS value 0x5
        Persist Through Power Loss Activated (PTPL_A): 0
        Supported Persistent Reservation Types:
            Write Exclusive - All Registrants (WR_EX_AR): 0
            Exclusive Access - Registrants Only (EX_AC_RO): 0
            Write Exclusive - Registrants Only (WR_EX_RO): 0
            Exclusive Access (EX_AC): 0
            Write Exclusive (WR_EX): 0
            Exclusive Access - All Registrants (EX_AC_AR): 1

        """;
}
