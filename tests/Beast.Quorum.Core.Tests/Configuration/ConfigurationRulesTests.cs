using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Time;

namespace Beast.Quorum.Core.Tests.Configuration;

public sealed class ConfigurationRulesTests
{
    [Test]
    public void A_pair_as_in_the_papers_breaks_no_rule() =>
        Assert.That(ConfigurationRules.Check(Configurations.CtrlA), Is.Empty);

    [Test]
    public void A_custom_group_beside_the_ctl_ha_group_breaks_no_rule() =>
        Assert.That(
            ConfigurationRules.Check(Configurations.CtrlA with
            {
                Groups = [Configurations.Group, Configurations.CustomGroup],
            }),
            Is.Empty);

    [Test]
    public void Groups_of_one_built_in_profile_and_custom_ones_break_no_rule([Values] bool arbitrator)
    {
        GroupConfiguration[] groups = arbitrator
            ? [Configurations.ArbitratorGroup, Home, Configurations.CustomGroup]
            : [Configurations.LunGroup, Configurations.LunGroup with { Name = "b", Id = 5, Pools = ["b"], Luns = [4] },
                Configurations.CustomGroup];
        Assert.That(ConfigurationRules.Check(Configurations.CtrlA with { Groups = groups }), Is.Empty);
    }

    // The paper's own group of ctrl-a as ctrl-a sees it: the LUN lies on the volume itself.
    private static GroupConfiguration Home { get; } = new()
    {
        Name = "ctrl-a",
        Id = 4,
        Profile = StorageProfile.Arbitrator,
        Pools = ["ctrl-a_m0"],
        Arbitrator = new ArbitratorConfiguration { Provider = "/dev/zvol/ctrl-a_m0/v0" },
    };

    [TestCaseSource(nameof(Broken))]
    public void A_broken_rule_is_reported_where_it_is_with_what_is_allowed(
        Func<BeastqConfiguration, BeastqConfiguration> change,
        string key,
        string message)
    {
        IReadOnlyList<RuleFault> faults = ConfigurationRules.Check(change(Configurations.CtrlA));

        Assert.That(faults.Select(fault => fault.Key), Is.EqualTo(new[] { key }), string.Join('\n', faults));
        Assert.That(faults[0].Message, Does.Contain(message).And.Contain("allowed: "));
    }

    [TestCase(WatchdogKind.None, FencingMethod.None, false, false)]
    [TestCase(WatchdogKind.None, FencingMethod.None, true, true)]
    [TestCase(WatchdogKind.None, FencingMethod.Command, false, true)]
    [TestCase(WatchdogKind.Fido, FencingMethod.None, false, true)]
    public void Without_fencing_and_watchdog_the_operator_must_say_so(
        WatchdogKind watchdog,
        FencingMethod fencing,
        bool accepted,
        bool isValid)
    {
        IReadOnlyList<RuleFault> faults = ConfigurationRules.Check(Configurations.CtrlA with
        {
            Watchdog = new WatchdogConfiguration { Kind = watchdog },
            Fencing = new FencingConfiguration
            {
                Method = fencing,
                Command = fencing == FencingMethod.Command ? ["/bin/off"] : [],
            },
            AcceptNoFencing = accepted,
        });

        Assert.That(
            faults.Select(fault => fault.Key),
            Is.EqualTo(isValid ? Array.Empty<string>() : ["i_accept_no_fencing"]));
    }

    [Test]
    public void Reservations_first_and_a_verified_command_next_break_no_rule()
    {
        FencingConfiguration fencing = new()
        {
            Methods =
            [
                new()
                {
                    Method = FencingMethod.ScsiPr,
                    Disks = [new() { Pool = "beast", Vdev = "mirror-0", Paths = ["/dev/da7", "/dev/da8"] }],
                },
                new() { Method = FencingMethod.Command, Command = ["/off"], Verify = ["/is-off"] },
            ],
        };

        Assert.That(ConfigurationRules.Check(Configurations.CtrlA with { Fencing = fencing }), Is.Empty);
        Assert.That(fencing.InOrder.Select(method => method.Method),
            Is.EqualTo((FencingMethod[])[FencingMethod.ScsiPr, FencingMethod.Command]));
        FencingConfiguration one = new() { Method = FencingMethod.Command, Command = ["/off"] };
        Assert.That(one.InOrder.Single().Command, Is.EqualTo(one.Command), "the short form is a list of one");
    }

    [Test]
    public void A_watchdog_is_proved_with_the_time_out_that_the_driver_makes_of_it()
    {
        // 2.2 s is programmed as 4.29 s, which does not fit into a lease of 5 s.
        QuorumTiming timing = TimingPresets.Balanced with { Name = "custom", Watchdog = TimeSpan.FromSeconds(2.2) };
        BeastqConfiguration asked = Configurations.CtrlA with { Timing = timing };

        string[] expected =
        [
            "watchdog + 2 x longest_cycle + heartbeat <= lease must hold, but 5.845 s against 5 s does not; "
            + "allowed: fast, balanced, bq-compat, safe, or values that satisfy this",
        ];
        Assert.That(ConfigurationRules.Check(asked).Select(fault => fault.Message), Is.EqualTo(expected));
        Assert.That(
            ConfigurationRules.Check(asked with { Timing = timing with { Watchdog = TimeSpan.FromSeconds(2.1) } }),
            Is.Empty);
    }

    private static IEnumerable<TestCaseData> Broken()
    {
        return RuleCases.Node().Concat(RuleCases.Guards()).Concat(FencingRuleCases.All())
            .Concat(RuleCases.Links()).Concat(GroupRuleCases.All())
            .Select((rule, index) => new TestCaseData(rule.Change, rule.Key, rule.Message)
                .SetArgDisplayNames($"{index:00} {rule.Key}: {rule.Message}"));
    }
}
