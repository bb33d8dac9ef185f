using System.Globalization;
using Beast.Quorum.Lab.Ctl;
using Beast.Quorum.Lab.Nodes;
using Beast.Quorum.Lab.Releases;

namespace Beast.Quorum.Lab.Hosts;

/// <summary>The arguments of <c>lab host</c>.</summary>
internal sealed record HostOptions
{
    internal const string Usage =
        "lab host --dir D --node 0|1 [--portal PORT] [--boot-role 0|1] [--ha-mode 0|1|2] [--keepalive-ms N] "
        + "[--freebsd RELEASE] [--multihost-ms N] [--ctld-enable] [--iscsid-enable] [--no-ha] [--sysctl NAME=VALUE]... "
        + "[--lun ID=PATH[,TARGET[+TARGET]...[,OPTION=VALUE]...]]...";

    internal required LabDirectory Directory { get; init; }

    internal required int Node { get; init; }

    /// <summary>The portal's TCP port on 127.0.0.1; 0 takes a free one.</summary>
    internal int Portal { get; init; }

    /// <summary>ctld_enable="YES": ctld starts at boot and "service ctld start" needs no prefix.</summary>
    internal bool CtldEnabled { get; init; }

    /// <summary>iscsid_enable="YES".</summary>
    internal bool IscsidEnabled { get; init; }

    /// <summary>geom_multipath_load="YES" in loader.conf.</summary>
    internal bool MultipathLoaded { get; init; } = true;

    /// <summary>/etc/sysctl.conf.</summary>
    internal IReadOnlyList<string> Sysctls { get; init; } = [];

    internal CtlOptions Ctl { get; init; } = new();

    /// <summary>The FreeBSD that it stands for.</summary>
    internal SystemRelease Release { get; init; } = SystemRelease.Usual;

    /// <summary>vfs.zfs.multihost.interval; 1 s on a real system.</summary>
    internal TimeSpan MultihostInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Reads the arguments; null and the reason if they make no sense.</summary>
    internal static HostOptions? Parse(string[] arguments, out string problem)
    {
        string? directory = null;
        int node = -1, portal = 0, bootRole = 1, haMode = 2, keepAlive = 1000, multihost = 1000;
        SystemRelease? release = SystemRelease.Usual;
        List<string> flags = [], sysctls = [];
        var luns = new List<LunConfiguration>();
        problem = "";
        for (int i = 0; i < arguments.Length; i++)
        {
            string name = arguments[i];
            if (name is "--ctld-enable" or "--iscsid-enable" or "--no-ha")
            {
                flags.Add(name);
                continue;
            }

            string value = i + 1 < arguments.Length ? arguments[++i] : "";
            bool good = name switch
            {
                "--dir" => (directory = value).Length > 0,
                "--node" => Number(value, 0, 1, out node),
                "--portal" => Number(value, 0, 65535, out portal),
                "--boot-role" => Number(value, 0, 1, out bootRole),
                "--ha-mode" => Number(value, 0, 2, out haMode),
                "--keepalive-ms" => Number(value, 10, 60_000, out keepAlive),
                "--freebsd" => (release = SystemRelease.Find(value)) is not null,
                "--multihost-ms" => Number(value, 1, 60_000, out multihost),
                "--lun" => ParseLun(value, luns),
                "--sysctl" => ParseSetting(value, sysctls),
                _ => false,
            };
            if (!good)
            {
                problem = $"'{name} {value}' is not understood";
                return null;
            }
        }

        if (directory is null || node < 0)
        {
            problem = "--dir and --node are needed";
            return null;
        }

        return new HostOptions
        {
            Directory = new LabDirectory(directory),
            Node = node,
            Portal = portal,
            CtldEnabled = flags.Contains("--ctld-enable"),
            IscsidEnabled = flags.Contains("--iscsid-enable"),
            Sysctls = sysctls,
            Release = release!,
            MultihostInterval = TimeSpan.FromMilliseconds(multihost),
            Ctl = new CtlOptions
            {
                BootRole = bootRole,
                IsSingle = flags.Contains("--no-ha"),
                HaMode = haMode,
                KeepAlive = TimeSpan.FromMilliseconds(keepAlive),
                Luns = luns,
            },
        };
    }

    private static bool Number(string text, int least, int most, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value)
        && value >= least && value <= most;

    private static bool ParseLun(string text, List<LunConfiguration> luns)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals < 1 || !Number(text[..equals], 0, 1023, out int id))
        {
            return false;
        }

        // ID=PATH[,TARGET[+TARGET]...[,OPTION=VALUE]...]
        string[] parts = text[(equals + 1)..].Split(',');
        string[] targets = parts.Length > 1 ? parts[1].Split('+') : [LunConfiguration.DefaultTarget];
        var options = new List<(string, string)>();
        foreach (string option in parts.AsSpan(Math.Min(2, parts.Length)))
        {
            string[] words = option.Split('=', 2);
            options.Add((words[0], words.Length > 1 ? words[1] : ""));
        }

        luns.Add(new LunConfiguration(id, parts[0], targets[0])
        {
            OtherTargets = targets[1..],
            Options = options,
        });
        return parts[0].StartsWith("/dev/zvol/", StringComparison.Ordinal)
            || parts[0].StartsWith("/dev/multipath/", StringComparison.Ordinal);
    }

    private static bool ParseSetting(string text, List<string> settings)
    {
        settings.Add(text);
        return text.IndexOf('=', StringComparison.Ordinal) > 0;
    }
}
