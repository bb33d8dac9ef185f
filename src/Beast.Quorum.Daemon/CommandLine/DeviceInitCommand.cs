using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text;
using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Device;
using Beast.Quorum.Core.Time;
using Beast.Quorum.Daemon.Configuration;
using Beast.Quorum.Daemon.Control;
using Beast.Quorum.Daemon.DeviceTools;
using Beast.Quorum.Daemon.State;

namespace Beast.Quorum.Daemon.CommandLine;

/// <summary><c>beastq device init</c>.</summary>
internal static class DeviceInitCommand
{
    private static readonly Option<double?> Heartbeat = new("--heartbeat", "-f")
    {
        Description = "as BQ's -f: heartbeat in seconds; chooses the preset that has it",
        HelpName = "SECONDS",
        CustomParser = Seconds,
    };

    private static readonly Option<double?> Timeout = new("--timeout", "-t")
    {
        Description = "as BQ's -t: silence in seconds after which at the latest a group is taken over",
        HelpName = "SECONDS",
        CustomParser = Seconds,
    };

    private static readonly Option<string?> Cluster = new("--cluster")
    {
        Description = "name of the cluster (default: the configured one)",
        HelpName = "NAME",
    };

    private static readonly Option<string?> Timing = new("--timing")
    {
        Description = "preset: " + string.Join(", ", TimingPresets.All.Select(preset => preset.Name))
            + " (default: the configured one)",
        HelpName = "NAME",
    };

    private static readonly Option<bool> Force = new("--force")
    {
        Description = "destroy what the device holds; never while a daemon uses it",
    };

    private static readonly Option<long?> CreateSize = new("--create-size")
    {
        Description = "make a file of that size if there is none, such as 1M",
        HelpName = "SIZE",
        CustomParser = Size,
    };

    public static Command Build()
    {
        Command command = new(
            "init", "Make a quorum device. Once, on one node; the other node only needs the same key.")
        {
            DeviceCommands.Device, Heartbeat, Timeout, Cluster, Timing, DeviceCommands.Key, CreateSize, Force,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult result)
    {
        Surroundings surroundings = new(result);
        DeviceTarget target = DeviceTarget.Find(surroundings, result);
        TimingChoice choice = TimingChoice.Make(
            result.GetValue(Heartbeat),
            result.GetValue(Timeout),
            result.GetValue(Timing),
            target.Configuration?.Timing);
        string cluster = result.GetValue(Cluster) ?? target.Configuration?.Cluster
            ?? throw new CommandFailure(ExitCodes.Usage, "there is no configuration; name the cluster with --cluster");
        if (cluster.Length == 0 || cluster.Any(char.IsControl)
            || Encoding.UTF8.GetByteCount(cluster) > DeviceHeaderCodec.LongestName)
        {
            throw new CommandFailure(ExitCodes.Usage, "the cluster's name is refused; allowed: 1 to "
                + $"{DeviceHeaderCodec.LongestName} bytes of printable text");
        }

        RefuseLiveDaemon(target.Configuration);
        DeviceInitResult done = DeviceInit.Run(new DeviceInitRequest(
            target.Device, cluster, choice.Timing, target.Key, result.GetValue(Force), result.GetValue(CreateSize),
            target.Configuration));
        surroundings.Out.Write(Summary(target, cluster, choice, done));
        return ExitCodes.Ok;
    }

    private static void RefuseLiveDaemon(BeastqConfiguration? configuration)
    {
        if (configuration is null)
        {
            return;
        }

        ControlClient client = new(ControlSocket.PathIn(configuration.RunDirectory));
        try
        {
            client.Ask(new ControlRequest { Request = ControlRequests.Ping }, ControlClient.Quick);
        }
        catch (ControlException fault) when (fault.NotRunning)
        {
            return;
        }

        throw new CommandFailure($"a daemon answers at {client.Path}; end it on both nodes first ('beastq stop')");
    }

    private static string Summary(DeviceTarget target, string cluster, TimingChoice choice, DeviceInitResult done)
    {
        StringBuilder text = new("BeaST Quorum is installed.\n");
        Line("Device:", $"{target.Device.Path}, {done.Size} bytes, sectors of {done.SectorSize}");
        Line("Cluster:", $"{cluster} ({done.ClusterId})");
        Line("Timing:", TimingText.Describe(choice.Timing));
        if (choice.Note.Length > 0)
        {
            Line("", choice.Note);
        }

        Line("State file:", target.Configuration is not { } configuration || done.State is not { } state
            ? "none written, because there is no configuration; the daemon makes it"
            : StateFileCodec.PathIn(configuration.StateDirectory) + (done.StateKept || state.Generation > 0
                ? $", kept: generation {state.Generation}"
                : ", new"));
        if (target.Configuration is { } other && other.Timing.Fingerprint != choice.Timing.Fingerprint)
        {
            Line("Attention:", $"the configuration says timing {other.Timing.Name}: write "
                + $"'timing: {choice.Timing.Name}' there on both nodes, or the daemons refuse this device");
        }

        return text.ToString();

        void Line(string label, string value) =>
            text.Append(CultureInfo.InvariantCulture, $"{label,-12} {value}\n");
    }

    private static double? Seconds(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds)
            && seconds is > 0 and <= 3600)
        {
            return seconds;
        }

        result.AddError($"'{Printable.Short(text, 40)}' is no number of seconds; allowed: more than 0, at most 3600");
        return null;
    }

    private static long? Size(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        long unit = text.Length == 0 ? 1 : char.ToUpperInvariant(text[^1]) switch
        {
            'K' => 1L << 10,
            'M' => 1L << 20,
            'G' => 1L << 30,
            _ => 1,
        };
        string digits = unit > 1 ? text[..^1] : text;
        if (long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out long size)
            && size is > 0 and <= 1 << 30
            && size * unit <= 1L << 40)
        {
            return size * unit;
        }

        result.AddError($"'{Printable.Short(text, 40)}' is no size; allowed: bytes, or a number with K, M or G, "
            + "such as 1M");
        return null;
    }
}
