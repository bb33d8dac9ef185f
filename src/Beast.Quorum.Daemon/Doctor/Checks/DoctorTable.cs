namespace Beast.Quorum.Daemon.Doctor.Checks;

/// <summary>Every check there is. An id never changes its meaning.</summary>
internal static class DoctorTable
{
    public static IReadOnlyList<DoctorCheck> All { get; } =
    [
        .. ClusterChecks.All, .. QuorumChecks.All, .. InterlinkChecks.All, .. GuardChecks.All, .. CtlChecks.All,
        .. LunChecks.All, .. PoolChecks.All, .. PoolPairChecks.All, .. HostChecks.All, .. RcChecks.All,
    ];

    public static DoctorCheck? Find(string id) => All.FirstOrDefault(check => check.Id == id);
}
