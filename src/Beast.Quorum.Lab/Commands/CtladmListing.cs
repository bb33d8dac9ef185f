using System.Globalization;
using System.Text;
using Beast.Quorum.Lab.Ctl;

namespace Beast.Quorum.Lab.Commands;

/// <summary><c>ctladm devlist</c> and <c>ctladm portlist</c>.</summary>
internal static class CtladmListing
{
    internal static CommandOutput Devices(CtlSubsystem ctl, ReadOnlySpan<string> arguments)
    {
        bool verbose = false, xml = false;
        string? backend = null;
        for (int i = 0; i < arguments.Length; i++)
        {
            verbose |= arguments[i] == "-v";
            xml |= arguments[i] == "-x";
            if (arguments[i] == "-b" && i + 1 < arguments.Length)
            {
                backend = arguments[++i];
            }
        }

        var text = new StringBuilder(xml ? "<ctllunlist>\n"
            : Row("LUN", "Backend", "Size (Blocks)", "BS", "Serial Number", "Device ID", header: true));
        foreach (Lun lun in ctl.Luns.All())
        {
            if (backend is not (null or "block"))
            {
                continue;
            }

            if (xml)
            {
                AppendXml(text, lun);
                continue;
            }

            text.Append(Row(Number(lun.Configuration.Id), "block", Number(lun.Blocks), "512", lun.SerialNumber,
                lun.DeviceId, header: false));
            foreach ((string name, string value) in verbose ? Attributes(lun) : [])
            {
                text.Append("      ").Append(name).Append('=').Append(value).Append('\n');
            }
        }

        return CommandOutput.Ok(text.Append(xml ? "</ctllunlist>\n" : "").ToString());
    }

    internal static CommandOutput Ports(CtlSubsystem ctl, ReadOnlySpan<string> arguments)
    {
        bool header = true;
        foreach (string argument in arguments)
        {
            header &= argument != "-q";
        }

        var text = new StringBuilder(header ? "Port Online Frontend Name     pp vp\n" : "");
        int own = ctl.HaId, peer = 3 - own;
        int peerIscsi = ctl.Link.LastPeerState?.IscsiPorts ?? 0;
        for (int head = 1; head <= 2; head++)
        {
            bool mine = head == own;
            // The peer's ports are known from the first connection on, and stay listed when it goes.
            if (!mine && ctl.Link.LastPeerState is null)
            {
                continue;
            }

            bool there = mine || ctl.Link.PeerState is not null;
            string prefix = mine ? "" : $"{peer}:";
            int number = head == 1 ? 0 : 128;
            string wwn = (ctl.Release.ListsSimulatorFirst ? "naa.50000009ea44df" : "naa.5000000120bf83")
                + (ctl.Release.ListsSimulatorFirst, head) switch
                {
                    (true, 1) => "01",
                    (true, _) => "81",
                    (false, 1) => "02",
                    _ => "82",
                };
            foreach (string name in (string[])(ctl.Release.ListsSimulatorFirst
                ? ["camsim", "ioctl", "tpc"] : ["tpc", "camsim", "ioctl"]))
            {
                Port(text, number++, there && name != "camsim", mine ? name : "ha", prefix + name, 0, 0,
                    name == "camsim" ? wwn : "");
            }

            if (mine ? ctl.CtldProcess != 0 : peerIscsi > 0)
            {
                string target = ctl.Luns.All() is [{ } lun, ..] ? lun.Configuration.Target
                    : LunConfiguration.DefaultTarget;
                Port(text, number, there, mine ? "iscsi" : "ha", prefix + "iscsi", 257, 1, target + ",t,0x0101");
            }
        }

        return CommandOutput.Ok(text.ToString());
    }

    /// <summary>One line of INQUIRY data a LUN.</summary>
    internal static CommandOutput Luns(CtlSubsystem ctl)
    {
        var text = new StringBuilder();
        string revision = ctl.Release.ListsSimulatorFirst ? "SPC-4" : "SPC-5";
        foreach (Lun lun in ctl.Luns.All())
        {
            int id = lun.Configuration.Id;
            text.Append(CultureInfo.InvariantCulture, $"(7:{ctl.IoctlPort}:{id}/{id}): ")
                .Append($"<FREEBSD CTLDISK 0001> Fixed Direct Access {revision} SCSI device\n");
        }

        return CommandOutput.Ok(text.ToString());
    }

    private static void Port(
        StringBuilder text, int port, bool online, string frontend, string name, int physical, int virtualPort,
        string target)
    {
        text.Append(CultureInfo.InvariantCulture,
            $"{port,-4} {(online ? "YES" : "NO"),-6} {frontend,-8} {name,-8} {physical,-2} {virtualPort,-2} ");
        text.Append(target).Append('\n');
    }

    private static string Row(
        string lun, string backend, string size, string blockSize, string serial, string device, bool header) =>
        header ? $"{lun,-3} {backend,-7}  {size,18} {blockSize,4} {serial,-16} {device,-16}\n"
            : $"{lun,3} {backend,-8} {size,18} {blockSize,4} {serial,-16} {device,-16}\n";

    private static IEnumerable<(string Name, string Value)> Attributes(Lun lun)
    {
        yield return ("lun_type", "0");
        yield return ("num_threads", "14");
        foreach ((string, string) option in lun.Options.All)
        {
            yield return option;
        }
    }

    private static void AppendXml(StringBuilder text, Lun lun)
    {
        text.Append(CultureInfo.InvariantCulture, $"<lun id=\"{lun.Configuration.Id}\">\n");
        Element(text, "backend_type", "block");
        Element(text, "lun_type", "0");
        Element(text, "size", Number(lun.Blocks));
        Element(text, "blocksize", "512");
        Element(text, "serial_number", lun.SerialNumber);
        Element(text, "device_id", lun.DeviceId);
        Element(text, "num_threads", "14");
        foreach ((string name, string value) in lun.Options.All)
        {
            Element(text, name, value);
        }

        text.Append("</lun>\n");
    }

    private static void Element(StringBuilder text, string name, string value) =>
        text.Append('\t').Append('<').Append(name).Append('>').Append(value).Append("</").Append(name).Append(">\n");

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
