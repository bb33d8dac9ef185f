using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Daemon.Fencing;
using Beast.Quorum.Platform.Processes;
using Moq;

namespace Beast.Quorum.Daemon.Tests.Fencing;

/// <summary>The methods in their order, and the command with its verification.</summary>
[TestFixture]
internal sealed class FenceMethodTests
{
    private static readonly FencingMethodConfiguration Command = new()
    {
        Method = FencingMethod.Command,
        Command = ["/off"],
        Deadline = TimeSpan.FromSeconds(20),
    };

    [Test]
    public void The_first_success_ends_it_and_what_failed_before_is_told()
    {
        List<string> tried = [];
        FenceAnswer answer = FenceMethods.Run(
            [Method("one", tried, false), Method("two", tried, true), Method("three", tried, true)], () => true);
        Assert.That(answer.Ok, Is.True);
        Assert.That(answer.Text, Is.EqualTo("one: text of one; then two: text of two"));
        Assert.That(tried, Is.EqualTo((string[])["one", "two"]));
    }

    [Test]
    public void A_method_that_throws_has_failed_and_the_next_has_its_turn()
    {
        FakeMethod broken = new("broken", () => throw new FormatException("test"));
        Assert.That(FenceMethods.Run([broken, Method("two", [], true)], () => true).Ok, Is.True);
        Assert.That(FenceMethods.Run([broken], () => true), Is.EqualTo(new FenceAnswer(false, "broken: test")));
        Assert.That(FenceMethods.Run([], () => true).Ok, Is.False, "nobody was fenced");
    }

    [Test]
    public void A_peer_that_speaks_meanwhile_is_not_harmed_by_the_next_method()
    {
        List<string> tried = [];
        bool silent = true;
        FakeMethod first = new("one", () =>
        {
            silent = false;
            return new FenceAnswer(false, "no");
        });
        FenceAnswer answer = FenceMethods.Run([first, Method("two", tried, true)], () => silent);
        Assert.That((answer.Ok, tried.Count), Is.EqualTo((false, 0)));
        Assert.That(answer.Text, Does.Contain("stopped"));
    }

    [Test]
    public void All_failed_is_failed() => Assert.That(
        FenceMethods.Run([Method("one", [], false), Method("two", [], false)], () => true).Ok, Is.False);

    [TestCase(0, true)]
    [TestCase(1, false)]
    public void Without_a_verification_the_commands_word_is_taken(int exit, bool ok)
    {
        FenceAnswer answer = new CommandFence(Command, Runner(_ => Exit(exit)), []).Fence(() => true);
        Assert.That(answer.Ok, Is.EqualTo(ok));
        Assert.That(answer.Text, Does.StartWith($"/off: exit {exit} after "));
    }

    [Test]
    public void A_switch_that_needs_a_moment_is_looked_at_again()
    {
        int looks = 0;
        CommandFence fence = new(
            Command with { Verify = ["/is-off"] },
            Runner(request => Exit(request.Arguments[0] == "/is-off" && ++looks < 3 ? 1 : 0)),
            []);
        FenceAnswer answer = fence.Fence(() => true);
        Assert.That(answer.Ok, Is.True);
        Assert.That(answer.Text, Does.Contain("; verified by /is-off: exit 0"));
        Assert.That(looks, Is.EqualTo(3));
    }

    [Test]
    public void A_peer_that_is_not_seen_off_is_not_fenced_whatever_the_command_said()
    {
        FencingMethodConfiguration quick =
            Command with { Verify = ["/is-off"], Deadline = TimeSpan.FromSeconds(1) };
        CommandFence fence = new(
            quick, Runner(request => Exit(request.Arguments[0] == "/is-off" ? 1 : 0)), []);
        FenceAnswer answer = fence.Fence(() => true);
        Assert.That(answer.Ok, Is.False);
        Assert.That(answer.Text, Does.Contain("but it was not seen off: /is-off: exit 1"));
    }

    [Test]
    public void A_command_that_failed_is_not_verified_into_success()
    {
        CommandFence fence = new(
            Command with { Verify = ["/is-off"] },
            Runner(request => Exit(request.Arguments[0] == "/off" ? 1 : 0)),
            []);
        Assert.That(fence.Fence(() => true).Ok, Is.False);
    }

    [TestCase(1, FenceOutcome.Partly, "not off, as it must while it runs")]
    [TestCase(0, FenceOutcome.Failed, "says that the peer is off")]
    public void A_test_runs_the_verification_only(int exit, FenceOutcome outcome, string line)
    {
        List<string> ran = [];
        CommandFence fence = new(
            Command with { Verify = ["/is-off"] },
            Runner(request =>
            {
                ran.Add(request.Arguments[0]);
                return Exit(exit);
            }),
            []);
        FenceProof proof = fence.Prove();
        Assert.That(proof.Outcome, Is.EqualTo(outcome));
        Assert.That(proof.Lines[0], Does.Contain(line));
        Assert.That(ran, Is.EqualTo((string[])["/is-off"]));
    }

    [Test]
    public void A_command_without_verification_is_proved_by_hand_and_the_lines_say_how()
    {
        FenceProof proof = new CommandFence(Command, Mock.Of<ICommandRunner>(MockBehavior.Strict), []).Prove();
        Assert.That(proof.Outcome, Is.EqualTo(FenceOutcome.Partly));
        Assert.That(proof.Lines, Has.Some.Contains("in a quiet hour").And.Some.Contains("'/off'"));
    }

    private static FakeMethod Method(string name, List<string> tried, bool ok) => new(name, () =>
    {
        tried.Add(name);
        return new FenceAnswer(ok, $"text of {name}");
    });

    private sealed class FakeMethod(string name, Func<FenceAnswer> fence) : IFenceMethod
    {
        public string Name => name;

        public FenceAnswer Fence(Func<bool> goesOn) => fence();

        public FenceProof Prove() => throw new NotSupportedException();
    }

    private static ICommandRunner Runner(Func<CommandRequest, CommandResult> answer)
    {
        Mock<ICommandRunner> runner = new();
        runner.Setup(one => one.Run(It.IsAny<CommandRequest>())).Returns(answer);
        return runner.Object;
    }

    private static CommandResult Exit(int code) =>
        new(CommandEnd.Exited, code, "", "", TimeSpan.FromMilliseconds(20), 4711);
}
