namespace Beast.Quorum.Core.Configuration;

/// <summary>
/// Every bound of a single setting, named once: the rules, the messages and the sample all take it from here.
/// </summary>
public static class ConfigurationBounds
{
    /// <summary>Characters of the cluster's name.</summary>
    public static Bound<int> ClusterLength { get; } = new(1, 64);

    /// <summary>A node's id.</summary>
    public static Bound<int> Node { get; } = new(0, 1);

    /// <summary>Number of interlinks.</summary>
    public static Bound<int> Interlinks { get; } = new(1, 4);

    /// <summary>A UDP or TCP port.</summary>
    public static Bound<int> Port { get; } = new(1, 65535);

    /// <summary>Number of groups.</summary>
    public static Bound<int> Groups { get; } = new(1, GroupConfiguration.Most);

    /// <summary>A group's id.</summary>
    public static Bound<int> GroupId { get; } = new(0, GroupConfiguration.Most - 1);

    /// <summary>Characters of a group's name.</summary>
    public static Bound<int> GroupNameLength { get; } = new(1, 32);

    /// <summary>A CTL LUN number: FreeBSD's <c>kern.cam.ctl.max_luns</c> is 1024 unless a tunable raises it.</summary>
    public static Bound<int> Lun { get; } = new(0, 1023);

    /// <summary>
    /// Characters of a gmultipath device's name: <c>md_name</c> holds 16 (sys/geom/multipath/g_multipath.h), with the
    /// closing zero, and a longer name is cut without a word.
    /// </summary>
    public static Bound<int> MultipathLength { get; } = new(1, 15);

    /// <summary>Characters of an iSCSI name (RFC 7143, 4.2.7.1).</summary>
    public static Bound<int> TargetLength { get; } = new(5, 223);

    /// <summary>Number of fencing methods.</summary>
    public static Bound<int> FencingMethods { get; } = new(0, 8);

    /// <summary>Number of fenced disks that are listed.</summary>
    public static Bound<int> FencedDisks { get; } = new(0, 1024);

    /// <summary>Time for one method of fencing.</summary>
    public static Bound<TimeSpan> FencingDeadline { get; } = new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));

    /// <summary>Healthy time before an automatic failback.</summary>
    public static Bound<TimeSpan> FailbackDelay { get; } = new(TimeSpan.FromSeconds(10), TimeSpan.FromDays(7));

    /// <summary>Time for one step that moves a group.</summary>
    public static Bound<TimeSpan> StepDeadline { get; } = new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(30));

    /// <summary>The heartbeat of custom timing.</summary>
    public static Bound<TimeSpan> Heartbeat { get; } = new(TimeSpan.FromMilliseconds(10), TimeSpan.FromSeconds(10));

    /// <summary>Every other value of custom timing.</summary>
    public static Bound<TimeSpan> Threshold { get; } = new(TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(10));

    /// <summary>
    /// Bytes of a Unix socket's path: <c>sun_path</c> holds 104 on FreeBSD (sys/un.h), with the closing zero.
    /// </summary>
    public const int SocketPathLength = 103;

    /// <summary>Bytes of <c>run_directory</c>, so that the paths of the sockets in it fit too.</summary>
    public const int RunDirectoryLength = 80;

    /// <summary>
    /// Bytes of any other path: <c>PATH_MAX</c> is 1024 on FreeBSD (sys/syslimits.h), with the closing zero.
    /// </summary>
    public const int PathLength = 1023;
}
