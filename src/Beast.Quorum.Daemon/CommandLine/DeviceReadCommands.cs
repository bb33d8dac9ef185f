using System.CommandLine;
using Beast.Quorum.Core.Device;
using Beast.Quorum.Core.Time;
using Beast.Quorum.Daemon.DeviceTools;

namespace Beast.Quorum.Daemon.CommandLine;

/// <summary><c>beastq device show</c> and <c>check</c>.</summary>
internal static class DeviceReadCommands
{
    public static Command Show()
    {
        Command command = new("show", "Show what the registers hold, and which node is alive.")
        {
            DeviceCommands.Device, DeviceCommands.Key,
        };
        command.SetAction(result =>
        {
            Surroundings surroundings = new(result);
            DeviceTarget target = DeviceTarget.Find(surroundings, result);
            using BlockAccess device = BlockAccess.Open(target.Device, readOnly: true);
            DeviceReading first = DeviceReading.Take(device, target.Key);
            if (first.Header is not { } header)
            {
                throw new CommandFailure(Explain(device.Path, first.Status));
            }

            // Two heartbeats and the longest cycle: a living node has written by then.
            Thread.Sleep(header.Timing.ReadAge);
            DeviceReading second = DeviceReading.Take(device, target.Key);
            if (second.Header is null)
            {
                throw new CommandFailure(Explain(device.Path, second.Status));
            }

            surroundings.Out.Write(DeviceShow.Write(
                device.Path, first, second, DateTimeOffset.UtcNow, target.Configuration?.Groups ?? []));
            return ExitCodes.Ok;
        });
        return command;
    }

    public static Command Check()
    {
        Command command = new("check", "Check size, header, key, timing, registers and latency; reads only.")
        {
            DeviceCommands.Device, DeviceCommands.Key,
        };
        command.SetAction(result =>
        {
            Surroundings surroundings = new(result);
            DeviceTarget target = DeviceTarget.Find(surroundings, result);
            using BlockAccess device = BlockAccess.Open(target.Device, readOnly: true);
            IReadOnlyList<CheckLine> lines = DeviceCheck.Run(
                device, target.Key, target.Configuration?.Timing ?? (QuorumTiming?)null, target.Configuration?.Cluster);
            foreach (CheckLine line in lines)
            {
                surroundings.Out.WriteLine($"{Word(line.Result),-8} {line.Name,-8} {line.Text}");
            }

            CheckResult worst = lines.Max(line => line.Result);
            surroundings.Out.WriteLine(worst switch
            {
                CheckResult.Ok => $"{device.Path} is fine",
                CheckResult.Warning => $"{device.Path} can be used, with the warnings above",
                _ => $"{device.Path} cannot be used as it is",
            });
            return (int)worst;
        });
        return command;
    }

    private static string Word(CheckResult result) => result.ToString().ToLowerInvariant();

    private static string Explain(string path, HeaderStatus status) => status switch
    {
        HeaderStatus.Absent => $"{path} is no quorum device; run 'beastq device init', or correct the path",
        HeaderStatus.OtherKey => $"{path} was made with another key; copy the other node's key file here",
        HeaderStatus.OtherVersion => $"{path} was made by another version of beastq",
        _ => $"the header of {path} is damaged or cannot be read; 'beastq device check' tells more",
    };
}
