using System.Globalization;
using Beast.Quorum.Lab.Ctl;
using Beast.Quorum.Lab.Portal;

namespace Beast.Quorum.Lab.Commands;

/// <summary>ctladm(8): devlist, portlist, tur, modify, and what the recorded pair was asked besides.</summary>
internal sealed class CtladmCommand(CtlSubsystem ctl)
{
    private int _tag;

    internal CommandOutput Run(ReadOnlySpan<string> arguments)
    {
        string command = arguments.IsEmpty ? "" : arguments[0];
        ReadOnlySpan<string> rest = arguments.IsEmpty ? arguments : arguments[1..];
        return command switch
        {
            "devlist" => CtladmListing.Devices(ctl, rest),
            "portlist" => CtladmListing.Ports(ctl, rest),
            "tur" => TestUnitReady(rest),
            "modify" => Modify(rest),
            "remove" => Remove(rest),
            "lunlist" => CtladmListing.Luns(ctl),
            "islist" => CommandOutput.Ok(
                $"{"ID",4} {"Portal",-16} {"Initiator name",-36} {"Target name",-36}\n"),
            "inquiry" or "readcap" or "rtpg" when rest.IsEmpty =>
                new CommandOutput(1, "Usage:\n", $"ctladm: option {command} requires a lun argument\n"),
            "port" => CommandOutput.Ok("Front End Ports disabled\n"),
            _ => new CommandOutput(1, "Usage:\n", $"ctladm: option {command} not found\n"),
        };
    }

    private CommandOutput TestUnitReady(ReadOnlySpan<string> arguments)
    {
        if (arguments.IsEmpty || arguments[0].StartsWith('-'))
        {
            return new CommandOutput(1, "Usage:\n", "ctladm: option tur requires a lun argument\n");
        }

        int lun = LunOf(arguments[0]);
        int tag = Interlocked.Increment(ref _tag) - 1;
        UnitAttention attention = ctl.Luns.Find(lun)?.TakeAttention() ?? UnitAttention.None;
        string? sense = attention switch
        {
            UnitAttention.PowerOn => "UNIT ATTENTION asc:29,1 (Power on occurred)",
            UnitAttention.AsymmetricAccessChanged =>
                "UNIT ATTENTION asc:2a,6 (Asymmetric access state changed)",
            _ => Sense(PortalAnswer.Status(
                ctl.Io.Serve(PortalRequest.Build(PortalOperation.TestUnitReady, lun, 0, default)))),
        };
        if (sense is null)
        {
            return CommandOutput.Ok("Unit is ready\n");
        }

        string head = string.Create(CultureInfo.InvariantCulture, $"(7:{ctl.IoctlPort}:{lun}/{lun}): ");
        string shownTag = tag == 0 ? "0" : "0x" + tag.ToString("x", CultureInfo.InvariantCulture);
        string state = sense.Length == 0 ? "SCSI Status: Busy\n"
            : $"SCSI Status: Check Condition\n{head}SCSI sense: {sense}\n";
        // Exit 0 although the unit is not ready: only the words tell.
        return new CommandOutput(0, "", $"{head}TEST UNIT READY. CDB: 00 00 00 00 00 00  Tag: {shownTag}/1\n"
            + $"{head}CTL Status: SCSI Error\n{head}{state}");
    }

    /// <summary>
    /// The LUN of <c>N</c> or <c>bus:target:port:LUN</c>. Of <c>0:9</c> 10.4 takes the first number, as it does of
    /// everything it cannot read as four.
    /// </summary>
    private static int LunOf(string device)
    {
        string[] parts = device.Split(':');
        string number = parts.Length == 4 ? parts[3] : parts[0];
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int lun) ? lun : 0;
    }

    /// <summary>Null: ready; "": busy.</summary>
    private static string? Sense(PortalStatus status) => status switch
    {
        PortalStatus.Good => null,
        PortalStatus.Transitioning =>
            "NOT READY asc:4,a (Logical unit not accessible, asymmetric access state transition)",
        PortalStatus.Standby => "NOT READY asc:4,b (Logical unit not accessible, target port in standby state)",
        PortalStatus.Unavailable => "NOT READY asc:4,c (Logical unit not accessible, target port in unavailable state)",
        PortalStatus.NoMedia => "NOT READY asc:4,3 (Logical unit not ready, manual intervention required)",
        PortalStatus.NoSuchLun => "ILLEGAL REQUEST asc:25,0 (Logical unit not supported)",
        _ => "",
    };

    /// <summary>LUNs are ctld's here, so none is removed; of one that is not there it says so.</summary>
    private CommandOutput Remove(ReadOnlySpan<string> arguments) =>
        arguments is ["-b", "block", "-l", { } number] && ctl.Luns.Find(LunOf(number)) is null
            ? CommandOutput.Failed(
                $"ctladm: LUN removal error: LUN {number} is not managed by the block backend\n")
            : CommandOutput.Failed("ctladm: LUN removal error: the lab's LUNs belong to ctld\n");

    private CommandOutput Modify(ReadOnlySpan<string> arguments)
    {
        string? backend = null, lunText = null, size = null;
        var options = new List<(string Name, string Value)>();
        for (int i = 0; i + 1 < arguments.Length; i += 2)
        {
            string value = arguments[i + 1];
            switch (arguments[i])
            {
                case "-b":
                    backend = value;
                    break;
                case "-l":
                    lunText = value;
                    break;
                case "-s":
                    size = value;
                    break;
                case "-o":
                    int equals = value.IndexOf('=', StringComparison.Ordinal);
                    options.Add(equals < 0 ? (value, "") : (value[..equals], value[(equals + 1)..]));
                    break;
            }
        }

        if (backend is null)
        {
            return CommandOutput.Failed("ctladm: cctl_modify_lun: backend name (-b) must be specified\n");
        }

        if (!int.TryParse(lunText, NumberStyles.None, CultureInfo.InvariantCulture, out int id))
        {
            return CommandOutput.Failed("ctladm: cctl_modify_lun: LUN id (-l) must be specified\n");
        }

        if (size is null && options.Count == 0)
        {
            return CommandOutput.Failed(
                "ctladm: cctl_modify_lun: size (-s) or options (-o) must be specified\n");
        }

        const string Failure = "ctladm: LUN modification error: ";
        if (backend != "block")
        {
            return CommandOutput.Failed($"{Failure}Backend \"{backend}\" not found.\n");
        }

        if (ctl.Luns.Find(id) is not { } lun)
        {
            return CommandOutput.Failed($"{Failure}LUN {id} is not managed by the block backend\n");
        }

        string error = ctl.Modify(lun, options);
        string warning = error.Length == 0 ? "" : $"ctladm: LUN modification warning: {error}\n";
        return new CommandOutput(0, $"LUN {id} modified successfully\n", warning);
    }
}
