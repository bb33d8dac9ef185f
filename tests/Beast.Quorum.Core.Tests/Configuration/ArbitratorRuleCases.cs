using Beast.Quorum.Core.Configuration;

namespace Beast.Quorum.Core.Tests.Configuration;

/// <summary>One case for each rule on groups with profiles ctl-ha-lun and arbitrator.</summary>
internal static class ArbitratorRuleCases
{
    private static readonly GroupConfiguration Lun = Configurations.LunGroup;
    private static readonly GroupConfiguration Far = Configurations.ArbitratorGroup;
    private static readonly ArbitratorConfiguration Paths = Far.Arbitrator;

    public static IEnumerable<RuleCase> All() => Together().Concat(Within());

    private static IEnumerable<RuleCase> Together()
    {
        GroupConfiguration whole = Configurations.Group;
        yield return Case("groups[1].profile", "groups[0] is ctl-ha, but the role of ctl-ha holds", whole, Lun);
        yield return Case("groups[1].profile", "is ctl-ha and groups[0] is arbitrator", Far, whole);
        yield return Case("groups[1].profile", "takes the LUNs' own roles away", Lun with { Id = 7 }, Far);
        GroupConfiguration second = Lun with { Name = "n", Id = 9, Pools = ["n"], Luns = [9] };
        yield return Case(
            "groups[1].ha_peer",
            "differs from groups[0].ha_peer",
            Lun with { HaPeer = "listen 10.0.0.1" },
            second with { HaPeer = "connect 10.0.0.1" });
        yield return Case("groups[1].luns[0]", "3 is already at groups[0].luns[0]", Lun, second with { Luns = [3] });
        GroupConfiguration other = Far with
        {
            Name = "m",
            Id = 8,
            Pools = ["m"],
            Luns = [8],
            Arbitrator = new() { Provider = "/dev/zvol/m/v", Multipath = "M", Portal = "10.0.0.2", Target = "iqn.m" },
        };
        yield return Case(
            "groups[1].arbitrator.multipath",
            "is already at groups[0].arbitrator.multipath",
            Far,
            other with { Arbitrator = other.Arbitrator with { Multipath = Paths.Multipath } });
        yield return Case(
            "groups[1].arbitrator.target",
            "is already at groups[0].arbitrator.target",
            Far,
            other with { Arbitrator = other.Arbitrator with { Portal = "192.168.56.11:3260", Target = Paths.Target } });
    }

    private static IEnumerable<RuleCase> Within()
    {
        yield return Case("groups[0].luns", "the role is given LUN by LUN", Lun with { Luns = [] });
        yield return Case("groups[0].pools", "at least one pool with profile ctl-ha-lun", Lun with { Pools = [] });
        yield return Case(
            "groups[0].arbitrator", "the profile is ctl-ha-lun", Lun with { Arbitrator = new() { Multipath = "M" } });
        yield return Case("groups[0].ha_peer", "ctl-ha-lun only", Far with { HaPeer = "listen 10.0.0.1" });
        yield return Case("groups[0].backing", "the provider is what must open", Far with { Backing = ["/b"] });
        yield return Case(
            "groups[0].standby_import",
            "hold the read-only volume",
            Far with { StandbyImport = StandbyImport.ReadOnly });
        foreach (string? bad in (string?[])[null, "", "/dev/zvol/other/v0", "/dev/zvol/ctrl-b_m0/", "/dev/da4",
            "/dev/zvol/ctrl-b_m0/a b"])
        {
            yield return With("provider", "is not a volume of the group's pools", Paths with { Provider = bad });
        }

        yield return Case(
            "groups[0].arbitrator", "all three, or none", Far with { Arbitrator = Paths with { Portal = null } });
        yield return With("multipath", "1 to 15 letters", Paths with { Multipath = "SIXTEEN_LETTERS_" });
        yield return With("multipath", "1 to 15 letters", Paths with { Multipath = "a/b" });
        foreach (string bad in (string[])["ctrl-b", "192.168.56.11:0", "224.0.0.1", "fd00::1"])
        {
            yield return With("portal", "is not the address of a host", Paths with { Portal = bad });
        }

        yield return With("target", "is not an iSCSI name", Paths with { Target = "private:target0" });
        yield return With("target", "is not an iSCSI name", Paths with { Target = "iqn.2016-01.Local:t" });
    }

    private static RuleCase With(string name, string message, ArbitratorConfiguration paths) =>
        Case($"groups[0].arbitrator.{name}", message, Far with { Arbitrator = paths });

    private static RuleCase Case(string key, string message, params GroupConfiguration[] groups) =>
        new(configuration => configuration with { Groups = groups }, key, message);
}
