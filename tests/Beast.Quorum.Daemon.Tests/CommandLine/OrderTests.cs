using Beast.Quorum.Core.Machine;
using Beast.Quorum.Daemon.Control;
using Beast.Quorum.Daemon.Tests.Status;

namespace Beast.Quorum.Daemon.Tests.CommandLine;

public sealed class OrderTests
{
    [TestCase("switchover tank --to 1", "switchover")]
    [TestCase("failback tank", "failback")]
    [TestCase("claim tank --yes", "claim")]
    [TestCase("retry tank", "retry")]
    [TestCase("stop", "stop")]
    [TestCase("reload", "reload")]
    [TestCase("maintenance off", "maintenance")]
    public void An_order_reaches_the_daemon_and_its_answer_is_shown(string line, string request)
    {
        using Daemon daemon = new(ControlAnswer.Done("so it is"));
        Outcome outcome = daemon.Run(line.Split(' '));
        Assert.Multiple(() =>
        {
            Assert.That(daemon.Seen!.Request, Is.EqualTo(request));
            Assert.That(daemon.Seen.Group, Is.AnyOf("tank", null));
            Assert.That(outcome, Is.EqualTo(new Outcome(0, "so it is\n", "")));
        });
    }

    [Test]
    public void Maintenance_carries_its_duration()
    {
        using Daemon daemon = new(ControlAnswer.Done(""));
        daemon.Run("maintenance", "on", "--for", "30m");
        Assert.That((daemon.Seen!.On, daemon.Seen.DurationS), Is.EqualTo((true, 1800.0)));
    }

    [TestCase("switchover tank", false)]
    [TestCase("switchover tank --force", true)]
    [TestCase("failback tank --force", true)]
    [TestCase("stop", false)]
    [TestCase("stop --force", true)]
    public void Force_is_asked_for_only_where_it_was_given(string line, bool force)
    {
        using Daemon daemon = new(ControlAnswer.Done(""));
        daemon.Run(line.Split(' '));
        Assert.That(daemon.Seen!.Force, Is.EqualTo(force));
    }

    [Test]
    public void A_refusal_ends_with_1_and_the_reason()
    {
        using Daemon daemon = new(ControlAnswer.Refused("maintenance is on"));
        Assert.That(daemon.Run("switchover", "tank"), Is.EqualTo(new Outcome(1, "", "beastq: maintenance is on\n")));
    }

    [TestCase("status")]
    [TestCase("status --json")]
    [TestCase("switchover tank")]
    [TestCase("restart")]
    public void Without_a_daemon_the_exit_code_is_3(string line)
    {
        using Folder folder = new();
        Outcome outcome = Outcome.Of([.. line.Split(' '), "--socket", folder.At("none")]);
        Assert.That((outcome.Code, outcome.Error), Is.EqualTo((
            3, $"beastq: beastq is not running (no daemon answers at {folder.At("none")})\n")));
    }

    [Test]
    public void The_exit_code_of_status_is_its_verdict([Values("", "--json", "--short")] string form)
    {
        NodeSnapshot[] nodes = [Samples.Node, Samples.Node with { Maintenance = true }, Samples.Bad];
        int[] codes = [.. nodes.Select(node =>
        {
            using Daemon daemon = new(ControlAnswer.WithStatus(Samples.Build(node)));
            return daemon.Run([.. form.Length > 0 ? new[] { "status", form } : ["status"]]).Code;
        })];
        Assert.That(codes, Is.EqualTo(Enumerable.Range(0, 3)));
    }

    [Test]
    public void Status_into_a_file_has_no_escapes()
    {
        using Daemon daemon = new(ControlAnswer.WithStatus(Samples.Build(Samples.Bad)));
        Assert.That(daemon.Run("status").Out, Does.Not.Contain('\u001b').And.Contain("CRITICAL"));
    }

    [Test]
    public void A_refused_restart_says_why_and_starts_nothing()
    {
        using Daemon daemon = new(ControlAnswer.Refused("tank is busy"));
        Outcome outcome = daemon.Run("restart", "--", "/nonexistent");
        Assert.That((outcome.Code, outcome.Error), Is.EqualTo((1, "beastq: tank is busy\n")));
        Assert.That(daemon.Seen!.AwayS, Is.EqualTo(34.36).Within(0.01));
    }

    /// <summary>A control server that gives one answer to everything.</summary>
    private sealed class Daemon : IControlHandler, IDisposable
    {
        private readonly Folder folder = new();
        private readonly ControlAnswer answer;
        private readonly ControlServer server;

        public Daemon(ControlAnswer answer)
        {
            this.answer = answer;
            server = ControlServer.Start(folder.At("c"), this, TestContext.Out.WriteLine);
        }

        public ControlRequest? Seen { get; private set; }

        public Outcome Run(params string[] args)
        {
            string[] socket = ["--socket", folder.At("c")];
            return Outcome.Of([args[0], .. socket, .. args[1..]]);
        }

        public ControlAnswer Handle(ControlRequest request, CancellationToken cancel)
        {
            Seen = request;
            return answer;
        }

        public void Dispose()
        {
            server.Dispose();
            folder.Dispose();
        }
    }
}
