using Beast.Quorum.Core.Recovery;
using Beast.Quorum.Daemon.CommandLine;
using Beast.Quorum.Daemon.Control;
using Beast.Quorum.Daemon.Tests.Status;

namespace Beast.Quorum.Daemon.Tests.CommandLine;

public sealed class RecoverTests
{
    private static readonly string[] WholeWay = ["look", "scrub", "look", "look", "clear", "look"];
    private static readonly string[] OnlyLook = ["look"];
    private static readonly string[] Scrubs = ["look", "scrub", "look", "look"];

    [Test]
    public void With_yes_it_scrubs_waits_clears_and_tells_what_is_left()
    {
        FakeRecovery daemon = new() { Damaged = true };
        (int code, string said) = daemon.Go(yes: true);
        Assert.Multiple(() =>
        {
            Assert.That(code, Is.Zero, said);
            Assert.That(daemon.Orders, Is.EqualTo(WholeWay));
            Assert.That(said, Does.Contain("ada1 ONLINE: 0 read, 0 write, 19 checksum errors"));
            Assert.That(said, Does.Contain("scrub of tank: 50.00 % done, 4 min 0 s left"));
            Assert.That(said, Does.Contain("the recovery of tank is finished"));
            Assert.That(said, Does.Contain("node 1 is ready to take tank over"));
        });
    }

    [Test]
    public void Without_anybody_to_ask_it_explains_and_ends_with_4()
    {
        FakeRecovery daemon = new() { Damaged = true };
        CommandFailure failure = Assert.Throws<CommandFailure>(() => daemon.Go())!;
        Assert.That(failure.ExitCode, Is.EqualTo(ExitCodes.NeedsConsent));
        Assert.That(failure.Message, Does.Contain("Start a scrub of tank?").And.Contain("--yes"));
        Assert.That(daemon.Orders, Is.EqualTo(OnlyLook));
    }

    [TestCase("n")]
    [TestCase("")]
    [TestCase(null)]
    public void Whoever_does_not_say_yes_gets_nothing_done(string? answer)
    {
        FakeRecovery daemon = new() { Damaged = true };
        CommandFailure failure = Assert.Throws<CommandFailure>(() => daemon.Go(answers: [answer]))!;
        Assert.That(failure.ExitCode, Is.EqualTo(ExitCodes.NeedsConsent));
        Assert.That(daemon.Orders, Is.EqualTo(OnlyLook));
    }

    [Test]
    public void Every_step_is_asked_for()
    {
        FakeRecovery daemon = new() { Damaged = true };
        CommandFailure failure = Assert.Throws<CommandFailure>(() => daemon.Go(answers: ["y", "n"]))!;
        Assert.That(failure.ExitCode, Is.EqualTo(ExitCodes.NeedsConsent));
        Assert.That(daemon.Orders, Is.EqualTo(Scrubs), "the scrub was consented to, clearing was not");
    }

    [Test]
    public void A_scrub_that_runs_already_is_only_watched()
    {
        FakeRecovery daemon = new() { Scanning = 2 };
        (int code, string said) = daemon.Go();
        Assert.That(code, Is.Zero);
        Assert.That(daemon.Orders, Does.Not.Contain("scrub"));
        Assert.That(said, Does.Contain("% done"));
    }

    [Test]
    public void A_daemon_that_restarts_meanwhile_is_waited_for()
    {
        FakeRecovery daemon = new() { Scanning = 2, AwayFor = 1 };
        (int code, _) = daemon.Go();
        Assert.That(code, Is.Zero);
        Assert.That(daemon.AwayFor, Is.Zero);
    }

    [TestCase("scrub")]
    [TestCase("clear")]
    public void A_daemon_that_ends_amid_an_order_is_waited_for(string order)
    {
        FakeRecovery daemon = new() { Damaged = true, EndsAt = order };
        (int code, string said) = daemon.Go(yes: true);
        Assert.That(code, Is.Zero, said);
        Assert.That(said, Does.Contain("waiting for the next one"));
        Assert.That(daemon.Orders.Count(given => given == order), Is.EqualTo(2));
    }

    [Test]
    public void Damage_that_stays_is_scrubbed_once_more_and_then_left_to_people()
    {
        FakeRecovery daemon = new() { Damaged = true, StaysDamaged = true };
        CommandFailure failure = Assert.Throws<CommandFailure>(() => daemon.Go(yes: true))!;
        Assert.That(failure.ExitCode, Is.EqualTo(ExitCodes.Failed));
        Assert.That(failure.Message, Does.Contain("--accept").And.Contain("backup"));
        Assert.That(daemon.Orders.Count(order => order == "scrub"), Is.EqualTo(2));
        Assert.That(daemon.Orders.Count(order => order == "clear"), Is.EqualTo(1));
    }

    [Test]
    public void What_cannot_be_read_is_not_scrubbed_away()
    {
        FakeRecovery daemon = new() { Unreadable = true };
        Assert.Throws<CommandFailure>(() => daemon.Go(yes: true));
        Assert.That(daemon.Orders, Is.EqualTo(OnlyLook));
    }

    [Test]
    public void Nothing_to_recover_is_told_and_changes_nothing()
    {
        FakeRecovery daemon = new();
        (int code, string said) = daemon.Go(yes: true);
        Assert.That((code, daemon.Orders), Is.EqualTo((0, (IReadOnlyList<string>)OnlyLook)));
        Assert.That(said, Does.Contain("no recovery of tank is unfinished"));
    }

    [Test]
    public void Going_home_is_offered_and_never_part_of_yes()
    {
        FakeRecovery asked = new() { Preferred = 1 };
        asked.Go(answers: ["y"]);
        Assert.That(asked.Orders, Does.Contain("failback"));
        FakeRecovery agreed = new() { Preferred = 1 };
        (_, string said) = agreed.Go(yes: true);
        Assert.That(agreed.Orders, Does.Not.Contain("failback"));
        Assert.That(said, Does.Contain("'beastq failback tank'"));
    }

    [Test]
    public void Status_only_looks_and_tells_by_its_exit_code_whether_anything_is_left([Values] bool damaged)
    {
        FakeRecovery daemon = new() { Damaged = damaged };
        (int code, _) = daemon.Show();
        Assert.That(code, Is.EqualTo(damaged ? ExitCodes.Failed : ExitCodes.Ok));
        Assert.That(daemon.Orders, Is.EqualTo(OnlyLook));
    }

    [Test]
    public void A_refusal_of_the_daemon_is_shown_in_its_words()
    {
        RecoverDesk desk = new((_, _) => ControlAnswer.Refused("this node does not own tank"), "tank");
        Assert.That(desk.Look, Throws.TypeOf<CommandFailure>().With.Message.EqualTo("this node does not own tank"));
    }
}

/// <summary>A daemon whose pool is mended by a scrub and a clear.</summary>
internal sealed class FakeRecovery
{
    private bool scrubbed;
    private bool away;

    public bool Damaged { get; set; }

    public bool StaysDamaged { get; init; }

    public bool Unreadable { get; init; }

    /// <summary>Status answers for which the scrub still runs.</summary>
    public int Scanning { get; set; }

    /// <summary>Status requests that nobody answers.</summary>
    public int AwayFor { get; set; }

    public int Preferred { get; init; }

    /// <summary>The order at which the daemon ends once; it is there again a moment later.</summary>
    public string EndsAt { get; set; } = "";

    public List<string> Orders { get; } = [];

    public (int Code, string Said) Go(bool yes = false, string?[]? answers = null) =>
        Run(run => run.Go(), yes, answers);

    public (int Code, string Said) Show() => Run(run => run.Show(), false, null);

    private (int Code, string Said) Run(Func<RecoverRun, int> what, bool yes, string?[]? answers)
    {
        using StringWriter said = new();
        Queue<string?> given = new(answers ?? []);
        Consent consent = new(said, yes, answers is not null, () => given.Count > 0 ? given.Dequeue() : null);
        int code = what(new RecoverRun(new RecoverDesk(Answer, "tank"), new RecoverView(said, false), consent));
        return (code, said.ToString());
    }

    private ControlAnswer Answer(ControlRequest request, TimeSpan patience)
    {
        if (away)
        {
            away = false;
            throw new ControlException("beastq is not running") { NotRunning = true };
        }

        if (request.Request == ControlRequests.Status)
        {
            return Status();
        }

        string order = request.Action ?? request.Request;
        Orders.Add(order);
        if (order == EndsAt)
        {
            EndsAt = "";
            away = true;
            return ControlAnswer.Refused("no answer in time");
        }

        if (order == RecoveryActions.Scrub)
        {
            Scanning = 2;
            scrubbed = true;
        }
        else if (order == RecoveryActions.Clear)
        {
            Damaged = StaysDamaged;
        }

        return ControlAnswer.Done(order);
    }

    private ControlAnswer Status()
    {
        if (AwayFor > 0 && Scanning == 1)
        {
            AwayFor--;
            throw new ControlException("beastq is not running") { NotRunning = true };
        }

        bool scans = Scanning > 0;
        Scanning -= scans ? 1 : 0;
        RecoveryStage stage = Unreadable ? RecoveryStage.Unread
            : scans ? RecoveryStage.Scrubbing
            : Damaged ? RecoveryStage.Needed
            : RecoveryStage.None;
        PoolFinding pool = Samples.Recovery.Pools[0] with
        {
            Condition = Unreadable ? PoolCondition.Unread : Damaged ? PoolCondition.Damaged : PoolCondition.Sound,
            Scan = scans ? ScanProgress.Running : ScanProgress.Finished,
            Percent = 50,
        };
        RecoverySnapshot recovery = new(
            stage, scrubbed && !scans, stage == RecoveryStage.None ? "" : "something", TimeSpan.Zero, [pool]);
        return ControlAnswer.WithStatus(Samples.Build(Samples.Node with
        {
            Groups = [Samples.Group with { Preferred = Preferred, Recovery = recovery }],
        }));
    }
}
