using Beast.Quorum.Core.Configuration;

namespace Beast.Quorum.Core.Tests.Configuration;

/// <summary>One case for each rule on groups.</summary>
internal static class GroupRuleCases
{
    private static readonly GroupConfiguration One = Configurations.Group;
    private static readonly GroupConfiguration Custom = Configurations.CustomGroup;

    public static IEnumerable<RuleCase> All() =>
        Between().Concat(Within()).Concat(Profiles()).Concat(ArbitratorRuleCases.All());

    private static IEnumerable<RuleCase> Between()
    {
        yield return Case("groups", "lists 0; allowed: 1 to 64");
        yield return Case("groups[1].id", "1 is already at groups[0].id", One with { Id = 1 }, Custom);
        yield return Case("groups[1].name", "beast is already at", One, Custom with { Name = "Beast" });
        yield return Case(
            "groups[1].profile",
            "one role for the whole node",
            One,
            One with { Name = "other", Id = 1, Pools = ["other"] });
        yield return Case(
            "groups[1].pools[0]",
            "is already at groups[0].pools[0]",
            One,
            Custom with { Pools = ["beast"] });
        yield return Case("groups[0].pools[1]", "is already at groups[0].pools[0]", One with { Pools = ["a", "a"] });
        yield return Case("groups[0].luns[2]", "5 is already at groups[0].luns[0]", One with { Luns = [5, 6, 5] });
        yield return Case(
            "groups[0].backing[1]",
            "/a is already at groups[0].backing[0]",
            One with { Backing = ["/a", "/a"] });
    }

    private static IEnumerable<RuleCase> Within()
    {
        yield return Case("groups[0].name", "1 to 32", One with { Name = "" });
        yield return Case("groups[0].name", "1 to 32", One with { Name = new string('n', 33) });
        yield return Case("groups[0].name", "\"a b\"", One with { Name = "a b" });
        yield return Case("groups[0].id", "is 64; allowed: 0 to 63", One with { Id = 64 });
        yield return Case("groups[0].preferred", "is -1; allowed: 0 to 1", One with { Preferred = -1 });
        yield return Case(
            "groups[0].failback_delay",
            "is 604801 s; allowed: 10 s to 604800 s",
            One with { FailbackDelay = TimeSpan.FromDays(7) + TimeSpan.FromSeconds(1) });
        yield return Case(
            "groups[0].step_deadline",
            "is 1801 s; allowed: 1 s to 1800 s",
            One with { StepDeadline = TimeSpan.FromSeconds(1801) });
        yield return Case("groups[0].pools[1]", "\"mirror-1\"", One with { Pools = ["beast", "mirror-1"] });
        yield return Case("groups[0].pools[0]", "\"-f\"", One with { Pools = ["-f"] });
        yield return Case("groups[0].luns[0]", "is -1; allowed: 0 to 1023", One with { Luns = [-1] });
        yield return Case("groups[0].backing[0]", "not an absolute path", One with { Backing = ["zvol/beast/v0"] });
        yield return Case("groups[0].ha_peer", "refused by the kernel", One with { HaPeer = "listen ctrl-a" });
    }

    private static IEnumerable<RuleCase> Profiles()
    {
        yield return Case("groups[0].pools", "at least one pool with profile ctl-ha", One with { Pools = [] });
        yield return Case("groups[0].custom", "the profile is ctl-ha", One with { Custom = Custom.Custom });
        yield return Case(
            "groups[0].custom.serving",
            "the group lists no pools",
            Custom with { Custom = Custom.Custom with { Serving = [] } });
        yield return Case(
            "groups[0].custom.takeover",
            "no trigger does the work",
            Custom with { Custom = Custom.Custom with { Takeover = [] } });
        yield return Case(
            "groups[0].custom.release",
            "no trigger does the work",
            Custom with { Custom = Custom.Custom with { Release = [] } });
        yield return Case(
            "groups[0].custom.rejoin[1][0]",
            "\"go\" is not an absolute path",
            Custom with { Custom = Custom.Custom with { Rejoin = [["/go"], ["go"]] } });
        yield return Case(
            "groups[0].ha_peer",
            "is used by profiles ctl-ha and ctl-ha-lun only",
            Custom with { HaPeer = "listen 10.0.0.1" });
    }

    private static RuleCase Case(string key, string message, params GroupConfiguration[] groups) =>
        new(configuration => configuration with { Groups = groups }, key, message);
}
