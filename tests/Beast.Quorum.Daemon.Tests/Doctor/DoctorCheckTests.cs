using Beast.Quorum.Daemon.Doctor.Checks;
using Beast.Quorum.Daemon.Doctor.Facts;

namespace Beast.Quorum.Daemon.Tests.Doctor;

/// <summary>Each check: fine on a sound pair, sees what it is there for, and never guesses.</summary>
internal sealed class DoctorCheckTests
{
    /// <summary>It only informs.</summary>
    private static readonly string[] Apart = ["host.clock"];

    /// <summary>They look at the configuration alone, so nothing is unknown.</summary>
    private static readonly string[] Certain =
        ["cluster.node_differs", "interlink.count", "watchdog.configured", "watchdog.timeout", "fence.configured",
            "host.swap", "interlink.peer"];

    private const CheckScope Profiles = CheckScope.Ctl | CheckScope.CtlHa | CheckScope.PerLun | CheckScope.Pools
        | CheckScope.Arbitrator;

    private static IEnumerable<BadCase> Cases => [.. BadCluster.All, .. BadStorage.All, .. BadHost.All];

    [Test]
    public void There_are_more_than_sixty_checks_with_whole_texts_and_unique_ids()
    {
        Assert.That(DoctorTable.All, Has.Count.GreaterThan(60));
        Assert.That(DoctorTable.All.Select(check => check.Id), Is.Unique.And.All.Match("^[a-z]+\\.[a-z_]+$"));
        Assert.That(DoctorTable.All.Select(check => check.Title), Is.Unique);
        Assert.That(
            DoctorTable.All.SelectMany(check => new[] { check.Title, check.Meaning, check.Remedy }),
            Is.All.Not.Empty.And.All.Not.Contain("|"));
        Assert.That(
            DoctorTable.All.Select(check => check.Severity), Is.All.AnyOf(CheckState.Warning, CheckState.Error));
    }

    [Test]
    public void A_sound_pair_is_fine_throughout()
    {
        IReadOnlyList<DoctorResult> results = DoctorRun.Of(new DoctorPair().Case, DoctorTable.All);
        Assert.That(
            results.Where(result => result.Finding.State > CheckState.Ok)
                .Select(result => $"{result.Check.Id} node {result.Node}: {result.Finding}"),
            Is.Empty);
        Assert.That(results.Count(result => result.Finding.State == CheckState.Ok), Is.GreaterThan(100));
        Assert.That(DoctorRun.ExitCode(results), Is.Zero);
    }

    [TestCaseSource(nameof(Cases))]
    public void What_is_wrong_is_seen(BadCase bad)
    {
        DoctorPair pair = new();
        bad.Spoil(pair);
        DoctorCase facts = bad.Id == "cluster.node_differs"
            ? pair.Case with { Peer = pair.Case.Peer! with { Node = 0 } } : pair.Case;
        DoctorCheck check = DoctorTable.Find(bad.Id)!;
        IReadOnlyList<DoctorResult> results = DoctorRun.Of(facts, [check]);
        DoctorResult worst = results.MaxBy(result => result.Finding.State)!;
        Assert.That(worst.Finding.State, Is.EqualTo(bad.State), worst.Finding.Detail);
        Assert.That(worst.Finding.Detail, Does.Contain(bad.Says));
        Assert.That(worst.Finding.State, Is.LessThanOrEqualTo(check.Severity), "worse than the table says");
        Assert.That(DoctorRun.ExitCode(results), Is.EqualTo(bad.State == CheckState.Error ? 2 : 1));
    }

    [Test]
    public void Every_check_has_something_that_it_sees() => Assert.That(
        DoctorTable.All.Select(check => check.Id).Except(Cases.Select(bad => bad.Id)), Is.EquivalentTo(Apart));

    [Test]
    public void What_is_not_known_is_never_judged()
    {
        DoctorPair pair = new();
        foreach (string name in pair.Own.Keys.Concat(pair.Peer.Keys).Distinct().ToArray())
        {
            pair.Own[name] = pair.Peer[name] = Fact.NotKnown("the disk sleeps");
        }

        foreach (DoctorResult result in DoctorRun.Of(pair.Case, DoctorTable.All)
            .Where(result => !Certain.Contains(result.Check.Id)))
        {
            Assert.That(
                result.Finding.State, Is.AnyOf(CheckState.Unknown, CheckState.NotApplicable),
                $"{result.Check.Id}: {result.Finding.Detail}");
            if (result.Finding.State == CheckState.Unknown)
            {
                Assert.That(result.Finding.Detail, Does.Contain("the disk sleeps").Or.Contain("not looked at"));
            }
        }
    }

    [Test]
    public void An_empty_sheet_gives_an_answer_to_every_check()
    {
        DoctorPair pair = new();
        pair.Own.Clear();
        pair.Peer.Clear();
        Assert.That(
            DoctorRun.Of(pair.Case, DoctorTable.All).Where(result => !Certain.Contains(result.Check.Id))
                .Select(result => result.Finding.State),
            Is.All.AnyOf(CheckState.Unknown, CheckState.NotApplicable));
    }

    [Test]
    public void Without_the_peer_comparisons_do_not_apply_and_a_peer_that_is_silent_leaves_them_unknown()
    {
        DoctorCase alone = new DoctorPair().Case with { Peer = null };
        Assert.That(Of(alone), Is.All.EqualTo(CheckState.NotApplicable));
        Assert.That(Of(alone with { NoPeer = "it is silent" }), Is.All.EqualTo(CheckState.Unknown));

        static IEnumerable<CheckState> Of(DoctorCase facts) => DoctorRun.Of(
            facts, DoctorTable.All.Where(check => check.Scope.HasFlag(CheckScope.Pair)
                && !check.Scope.HasFlag(CheckScope.PerLun))).Select(result => result.Finding.State);
    }

    [Test]
    public void Elsewhere_than_on_FreeBSD_files_and_rc_do_not_apply()
    {
        DoctorPair pair = new();
        pair.Set(FactName.System, "Linux");
        pair.SetPeer(FactName.System, "Linux");
        Assert.That(
            DoctorRun.Of(pair.Case, DoctorTable.All.Where(check => check.Scope.HasFlag(CheckScope.FreeBsd)))
                .Select(result => result.Finding.State),
            Is.All.EqualTo(CheckState.NotApplicable));
    }

    [Test]
    public void A_custom_group_without_pools_needs_neither_CTL_nor_ZFS()
    {
        DoctorPair pair = new();
        pair.Group = pair.Group with { Profile = Core.Configuration.StorageProfile.Custom, Pools = [], Luns = [] };
        Assert.That(
            DoctorRun.Of(pair.Case, DoctorTable.All
                .Where(check => (check.Scope & Profiles) != 0))
                .Select(result => result.Finding.State),
            Is.All.EqualTo(CheckState.NotApplicable));
    }

    [Test]
    public void Clocks_that_differ_are_told_and_are_no_fault()
    {
        DoctorPair pair = new();
        pair.SetPeer(FactName.Clock, "1795000090000");
        Finding finding = pair.Results("host.clock").Single().Finding;
        Assert.That(finding, Is.EqualTo(Finding.Ok("90 s apart")));
    }

    [Test]
    public void Facts_survive_the_way_to_the_peer()
    {
        FactSheet sheet = new DoctorPair().Case.Own;
        FactSheet again = FactSheet.Decode(sheet.Encode(), out _)!;
        Assert.That(again.Facts, Is.EquivalentTo(sheet.Facts));
        Assert.That(FactSheet.Decode("{\"version\":9,\"node\":0,\"facts\":{}}"u8, out string fault), Is.Null);
        Assert.That(fault, Does.Contain("same version"));
    }
}
