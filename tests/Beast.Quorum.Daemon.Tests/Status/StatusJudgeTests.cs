using Beast.Quorum.Core.Machine;
using Beast.Quorum.Core.Records;
using Beast.Quorum.Daemon.Status;

namespace Beast.Quorum.Daemon.Tests.Status;

public sealed class StatusJudgeTests
{
    [Test]
    public void A_healthy_pair_has_no_problems() =>
        Assert.That(Samples.Build(Samples.Node), Has.Property("Health").EqualTo(Health.Healthy)
            .And.Property("Problems").Empty);

    [Test]
    public void Each_trouble_is_found_with_its_severity_and_what_to_do(
        [ValueSource(nameof(Troubles))] Trouble trouble)
    {
        StatusDocument status = StatusBuilder.Build(
            trouble.Node, Samples.Context with { AcceptNoFencing = trouble.AcceptNoFencing });
        Problem? problem = status.Problems.FirstOrDefault(one =>
            one.What.Contains(trouble.What, StringComparison.Ordinal));
        Assert.Multiple(() =>
        {
            Assert.That(problem, Is.Not.Null, string.Join("; ", status.Problems.Select(one => one.What)));
            Assert.That(problem?.Severity, Is.EqualTo(trouble.Severity));
            Assert.That(problem?.Action, Does.Contain(trouble.Action));
            Assert.That(problem?.Meaning, Is.Not.Empty);
            Assert.That((int)status.Health, Is.GreaterThanOrEqualTo((int)trouble.Severity));
        });
    }

    [Test]
    public void A_command_that_cannot_be_killed_is_named_and_counted()
    {
        StatusContext context = Samples.Context with
        {
            AbandonedCommands = () => ["/sbin/zpool import beast (process 812, 35 s)", "/sbin/zpool list"],
        };
        StatusDocument status = StatusBuilder.Build(Samples.Node, context);

        Assert.That((status.Health, status.AbandonedCommands.Count), Is.EqualTo((Health.Degraded, 2)));
        Assert.That(status.Problems.Single().What, Does.Contain("2 commands hang").And.Contain("process 812"));
    }

    [Test]
    public void The_worst_comes_first() => Assert.That(
        Samples.Build(Samples.Bad).Problems.Select(problem => problem.Severity), Is.Ordered.Descending);

    [Test]
    public void A_notice_alone_is_healthy()
    {
        StatusDocument status = StatusBuilder.Build(Samples.Node, Samples.Context with { AcceptNoFencing = true });
        Assert.That((status.Health, status.Problems.Count), Is.EqualTo((Health.Healthy, 1)));
    }

    private static IEnumerable<Trouble> Troubles()
    {
        NodeSnapshot node = Samples.Node;
        GroupSnapshot tank = Samples.Group;
        GroupSnapshot flash = Samples.OtherGroup;
        PeerSnapshot peer = Samples.Peer;
        yield return new(With(tank with { Phase = GroupPhase.Standby, Role = GroupRole.None }),
            "tank is served nowhere", Severity.Critical, "beastq events");
        yield return new(With(tank with { Phase = GroupPhase.Standby, GivenUp = true }),
            "both takeovers failed", Severity.Critical, "beastq retry tank");
        yield return new(With(tank with { Phase = GroupPhase.Claiming }),
            "taking it over", Severity.Critical, "wait");
        yield return new(With(flash with { FailedHere = true, Ready = false }),
            "a takeover of flash failed", Severity.Degraded, "beastq retry flash");
        yield return new(With(tank with { PeerRole = GroupRole.Own }),
            "both nodes say", Severity.Critical, "leave both hosts alone");
        yield return new(With(tank with { ServiceFailed = true, Problem = "suspended" }),
            "cannot be served (suspended)", Severity.Critical, "zpool status");
        yield return new(With(tank with { LeaseLeft = TimeSpan.FromSeconds(1) }),
            "of the lease of tank are left", Severity.Critical, "paths");
        yield return new(With(tank with { LeaseLeft = TimeSpan.FromSeconds(2.5) }),
            "of the lease of tank are left", Severity.Degraded, "paths");
        yield return new(With(tank with { PeerReady = false, PeerNotReadyBecause = "no link" }),
            "node 1 could not take tank over", Severity.Degraded, "node 1");
        yield return new(With(tank with { Preferred = 1 }), "not on its preferred node 1", Severity.Notice,
            "failback tank");
        yield return new(With(tank with { Problem = "something odd" }), "something odd", Severity.Degraded, "events");
        yield return new(node with { Watchdog = node.Watchdog with { Armed = false, Problem = "EBUSY" } },
            "the watchdog is not armed although", Severity.Critical, "watchdogd");
        yield return new(node with { Wiped = true }, "both gone", Severity.Degraded, "beastq claim tank --yes");
        yield return new(node with { StateNotSaved = true }, "state file", Severity.Degraded, "state_directory");
        yield return new(node with { Maintenance = true }, "maintenance is on", Severity.Degraded, "maintenance off");
        yield return new(node with { Stopping = true }, "stopping", Severity.Degraded, "wait");
        yield return new(node with { Restarting = true }, "restart", Severity.Degraded, "wait");
        yield return new(node with { Started = false, Up = TimeSpan.FromSeconds(3) }, "still starting",
            Severity.Degraded, "wait");
        yield return new(node with { Started = false, Up = TimeSpan.FromHours(1) }, "still starting",
            Severity.Critical, "beastq events");
        yield return new(node with { Device = node.Device with { Lost = true } }, "does not answer",
            Severity.Degraded, "device check");
        yield return new(node with { Device = node.Device with { Slow = true } }, "is slow", Severity.Degraded,
            "quieter");
        yield return new(node with { Device = node.Device with { InvalidPeerBlocks = 8 } }, "8 of 8 blocks",
            Severity.Degraded, "device show");
        yield return new(node with { Device = node.Device with { InvalidPeerBlocks = 1 } }, "1 of 8 blocks",
            Severity.Notice, "nothing");
        yield return new(node with { Peer = peer with { Seen = false } }, "never heard", Severity.Degraded,
            "start beastq");
        yield return new(node with { Peer = peer with { Suspect = true } }, "silent on every path", Severity.Degraded,
            "node 1");
        yield return new(node with { Peer = peer with { FencingFailed = true } }, "fencing node 1 failed",
            Severity.Degraded, "beastq retry");
        yield return new(node with { Peer = peer with { Foreign = true } }, "records of another version",
            Severity.Degraded, "key_file");
        yield return new(node with { Peer = peer with { Paths = [peer.Paths[0], peer.Paths[1] with { Lost = true }] } },
            "[fd00::1]:7410 - [fd00::2]:7410 is lost", Severity.Degraded, "cable");
        yield return new(node, "i_accept_no_fencing", Severity.Notice, "fencing") { AcceptNoFencing = true };
        yield return new(node with { Watchdog = new WatchdogSnapshot(false, false, TimeSpan.Zero, "") },
            "neither fencing nor a watchdog", Severity.Degraded, "fencing")
        { AcceptNoFencing = true };

        static NodeSnapshot With(GroupSnapshot group) => Samples.Node with { Groups = [group] };
    }

    public sealed record Trouble(NodeSnapshot Node, string What, Severity Severity, string Action)
    {
        public bool AcceptNoFencing { get; init; }

        public override string ToString() => $"{What} ({Severity})";
    }
}
