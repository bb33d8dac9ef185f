namespace Beast.Quorum.Core.Configuration;

/// <summary>
/// The system's programs as argument lists, so that a prefix such as <c>doas</c> or <c>ssh host</c> works. Key
/// <c>commands</c>. The first element is an absolute path: rc's PATH lacks /usr/local (FreeBSD, service(8)).
/// </summary>
public sealed record CommandsConfiguration
{
    /// <summary>zpool(8). Key <c>zpool</c>.</summary>
    public IReadOnlyList<string> Zpool { get; init; } = ["/sbin/zpool"];

    /// <summary>zfs(8). Key <c>zfs</c>.</summary>
    public IReadOnlyList<string> Zfs { get; init; } = ["/sbin/zfs"];

    /// <summary>sysctl(8), used with <c>sysctl: command</c>. Key <c>sysctl</c>.</summary>
    public IReadOnlyList<string> Sysctl { get; init; } = ["/sbin/sysctl"];

    /// <summary>ctladm(8). Key <c>ctladm</c>.</summary>
    public IReadOnlyList<string> Ctladm { get; init; } = ["/usr/sbin/ctladm"];

    /// <summary>service(8). Key <c>service</c>.</summary>
    public IReadOnlyList<string> Service { get; init; } = ["/usr/sbin/service"];

    /// <summary>gmultipath(8), for <c>arbitrator</c> groups. Key <c>gmultipath</c>.</summary>
    public IReadOnlyList<string> Gmultipath { get; init; } = ["/sbin/gmultipath"];

    /// <summary>iscsictl(8), for <c>arbitrator</c> groups. Key <c>iscsictl</c>.</summary>
    public IReadOnlyList<string> Iscsictl { get; init; } = ["/usr/bin/iscsictl"];
    /// <summary>camcontrol(8), for fencing by reservations on FreeBSD. Key <c>camcontrol</c>.</summary>
    public IReadOnlyList<string> Camcontrol { get; init; } = ["/sbin/camcontrol"];

    /// <summary>sg_persist(8), for fencing by reservations on Linux. Key <c>sg_persist</c>.</summary>
    public IReadOnlyList<string> SgPersist { get; init; } = ["/usr/bin/sg_persist"];

    /// <summary>
    /// A program that is given the path behind a LUN as its last argument and exits 0 if the path can be opened;
    /// empty: the daemon opens the path itself. Key <c>backing</c>.
    /// </summary>
    public IReadOnlyList<string> Backing { get; init; } = [];
}
