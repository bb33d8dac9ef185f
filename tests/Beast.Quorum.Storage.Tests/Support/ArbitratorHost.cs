using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Storage.Tests.Initiator;

namespace Beast.Quorum.Storage.Tests.Support;

/// <summary>A host with an arbitrator group, and the command lines and answers that its steps meet.</summary>
internal static class ArbitratorHost
{
    public const string Status = "/sbin/gmultipath status -gs";
    public const string Local = "zvol/ctrl-b_m0/v0";
    public const string Sessions = "/usr/bin/iscsictl --libxo json -L -v";
    public const string List = "/usr/sbin/ctladm devlist -x";
    public const string Reload = "/usr/sbin/service ctld onereload";

    public static GroupConfiguration Group { get; } = new()
    {
        Name = "ctrl-b",
        Id = 0,
        Profile = StorageProfile.Arbitrator,
        Pools = ["ctrl-b_m0"],
        Luns = [1],
        Arbitrator = new ArbitratorConfiguration
        {
            Provider = "/dev/zvol/ctrl-b_m0/v0",
            Multipath = "CTRL_B_BACK",
            Portal = "10.0.0.2",
            Target = "iqn.2016-01.local.sss.private:target0",
        },
    };

    public static FakeHost New() => new() { Group = Group };

    public static CommandResult Ok { get; } = Transcript.Exit(0);

    public static CommandResult Connected(params string[] devices) =>
        Transcript.Exit(0, SessionAnswers.Json("Connected", "", devices));

    public static CommandResult NotConnected(string reason) =>
        Transcript.Exit(0, SessionAnswers.Json("Disconnected", reason));

    public static CommandResult NoSession { get; } = Transcript.Exit(0, "{\"iscsictl\": {}}\n");

    /// <summary>The device with these paths, each as <c>da4 ACTIVE</c>.</summary>
    public static CommandResult Device(params string[] paths) => Transcript.Exit(0, string.Concat(paths
        .Select(path => path.Split(' ')).Select(path => $"CTRL_B_BACK  DEGRADED  {path[0]} ({path[1]})\n")));

    /// <summary>CTL with LUN 1 on the device and LUN 2, the private one, on the volume.</summary>
    public static CommandResult Luns(string? served = null, string? hidden = null) => Transcript.Exit(0,
        "<ctllunlist>\n" + Lun(1, "/dev/multipath/CTRL_B_BACK", served) + Lun(2, "/dev/" + Local, hidden)
        + "</ctllunlist>\n");

    public static string Modify(int lun, string role) => $"/usr/sbin/ctladm modify -b block -l {lun} "
        + $"-o file={(lun == 1 ? "/dev/multipath/CTRL_B_BACK" : "/dev/" + Local)} -o ha_role={role}";

    public static CommandResult Modified(int lun) => Transcript.Exit(0, $"LUN {lun} modified successfully\n");

    public static CommandResult Ready { get; } = Transcript.Get("ctladm", "tur, ready");

    public static CommandResult NoMedia { get; } = Transcript.Get("ctladm", "tur, no media");

    private static string Lun(int number, string file, string? role) => $"<lun id=\"{number}\">\n"
        + $"\t<backend_type>block</backend_type>\n\t<size>1</size>\n\t<file>{file}</file>\n"
        + (role is null ? "" : $"\t<ha_role>{role}</ha_role>\n") + "</lun>\n";
}
