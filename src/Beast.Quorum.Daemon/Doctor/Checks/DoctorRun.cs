using Beast.Quorum.Daemon.Doctor.Facts;

namespace Beast.Quorum.Daemon.Doctor.Checks;

/// <summary>A check with what it came to.</summary>
/// <param name="Check">The check.</param>
/// <param name="Node">The node it speaks of; null if of both.</param>
/// <param name="Finding">What it came to.</param>
internal sealed record DoctorResult(DoctorCheck Check, int? Node, Finding Finding);

/// <summary>Holds the checks against the facts. Pure.</summary>
internal static class DoctorRun
{
    /// <summary>The profiles by their names.</summary>
    public const string CtlHa = "CtlHa";

    public const string CtlHaLun = "CtlHaLun";

    public const string Arbitrator = "Arbitrator";

    /// <summary>All results, in the order of the checks; those that concern both nodes come once for each.</summary>
    public static IReadOnlyList<DoctorResult> Of(DoctorCase facts, IEnumerable<DoctorCheck> checks)
    {
        List<DoctorResult> results = [];
        foreach (DoctorCheck check in checks)
        {
            bool pair = check.Scope.HasFlag(CheckScope.Pair);
            results.Add(new DoctorResult(check, pair ? null : facts.Own.Node, Judge(check, facts)));
            if (!pair && !check.Scope.HasFlag(CheckScope.Here) && facts.Peer is { } peer)
            {
                DoctorCase turned = facts with { Own = peer, Peer = facts.Own };
                results.Add(new DoctorResult(check, peer.Node, Judge(check, turned)));
            }
        }

        return results;
    }

    /// <summary>0 fine, 1 warnings or something unknown, 2 errors.</summary>
    public static int ExitCode(IEnumerable<DoctorResult> results) => results
        .Select(result => result.Finding.State).DefaultIfEmpty(CheckState.Ok).Max() switch
    {
        CheckState.Error => 2,
        CheckState.Warning or CheckState.Unknown => 1,
        _ => 0,
    };

    private static Finding Judge(DoctorCheck check, DoctorCase facts)
    {
        CheckScope scope = check.Scope;
        string? system = facts.Own[FactName.System].Value;
        return scope.HasFlag(CheckScope.Ctl) && !facts.Has(CtlHa, CtlHaLun, Arbitrator)
                ? Finding.NotApplicable("no group is served by CTL")
            : scope.HasFlag(CheckScope.CtlHa) && !facts.Has(CtlHa, CtlHaLun)
                ? Finding.NotApplicable("no group uses CTL's HA link")
            : scope.HasFlag(CheckScope.PerLun) && !facts.Has(CtlHaLun)
                ? Finding.NotApplicable("no group has profile ctl-ha-lun")
            : scope.HasFlag(CheckScope.Arbitrator) && !facts.Has(Arbitrator)
                ? Finding.NotApplicable("no group has profile arbitrator")
            : scope.HasFlag(CheckScope.Pools) && facts.Pools.Count == 0
                ? Finding.NotApplicable("no group has a pool")
            : scope.HasFlag(CheckScope.FreeBsd) && system is not (null or "FreeBSD")
                ? Finding.NotApplicable($"this host runs {DoctorCase.Show(system)}, not FreeBSD")
            : scope.HasFlag(CheckScope.Pair) && facts.Peer is null
                ? facts.NoPeer is { } why ? Finding.Unknown(why) : Finding.NotApplicable("compares both: add --peer")
            : check.Judge(facts);
    }
}
