using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Records;
using Beast.Quorum.Daemon.Peer;

namespace Beast.Quorum.Daemon.Tests.Peer;

internal sealed class PeerChannelTests
{
    private static readonly RecordKey OtherKey = new(new byte[32]);

    [Test]
    public void A_question_is_answered()
    {
        using PeerBench bench = new();
        Assert.That(bench.Ask("echo", "is", "anybody", "there", "é"), Is.EqualTo("is anybody there é"));
        Assert.That(bench.Reports, Is.Empty);
    }

    [Test]
    public void The_largest_answer_arrives_and_a_larger_one_is_refused()
    {
        using PeerBench bench = new(null, new Bulk());
        string most = PeerCodec.LongestAnswer.ToString();
        Assert.That(bench.Client().Ask(PeerBench.Patience, "bulk", most), Has.Length.EqualTo(PeerCodec.LongestAnswer));
        PeerChannelException refusal = Refused(bench, "bulk", (PeerCodec.LongestAnswer + 1).ToString());
        Assert.That(refusal.Message, Does.Contain("at most"));
    }

    [Test]
    public void What_a_question_refuses_reaches_who_asked()
    {
        using PeerBench bench = new(null, new Bulk());
        Assert.That(Refused(bench, "bulk").Message, Is.EqualTo("name a size"));
        Assert.That(Refused(bench, "no-such").Message, Does.Contain("bulk, echo"));
        Assert.That(bench.Reports, Is.Empty);
    }

    [Test]
    public void A_fault_inside_a_question_is_reported_and_the_next_one_is_answered()
    {
        using PeerBench bench = new(null, new Bulk());
        Assert.That(Refused(bench, "bulk", "x").Message, Does.Contain("failed inside the daemon"));
        Assert.That(bench.Reports.Single(), Does.Contain("FormatException"));
        Assert.That(bench.Answers("again"), Is.True);
    }

    [Test]
    public void A_question_that_thinks_too_long_is_cut_short()
    {
        PeerChannelLimits limits = PeerChannelLimits.Default with { Thinking = TimeSpan.FromMilliseconds(50) };
        using PeerBench bench = new(limits, new Thinker());
        Assert.That(Refused(bench, "think").Message, Does.Contain("took too long"));
    }

    [Test]
    public void Another_key_is_told_apart_from_a_broken_line()
    {
        using PeerBench bench = new();
        PeerChannelException fault = Fails(bench.Client(key: OtherKey), PeerFailure.NotOurPeer);
        Assert.That(fault.Message, Does.Contain("another key"));
    }

    [Test]
    public void A_node_does_not_answer_its_own_id()
    {
        using PeerBench bench = new();
        PeerChannelException fault = Fails(bench.Client(node: 0), PeerFailure.NotOurPeer);
        Assert.That(fault.Message, Does.Contain("says that it is node 0"));
    }

    [Test]
    public void The_second_interlink_is_asked_when_the_first_is_dead()
    {
        using PeerBench bench = new();
        PeerChannelClient client = new(
            [
                new InterlinkConfiguration("127.0.0.1:1", "127.0.0.1:1"),
                new InterlinkConfiguration("127.0.0.1:2", bench.Address.ToString()),
            ],
            new PeerIdentity(1, PeerBench.Key));
        Assert.That(client.Ask(PeerBench.Patience, "echo", "here"), Is.EqualTo("here"u8.ToArray()));
    }

    [Test]
    public void Nobody_there_is_said_so()
    {
        PeerChannelClient client = new(
            [new InterlinkConfiguration("127.0.0.1:1", "127.0.0.1:1")], new PeerIdentity(1, PeerBench.Key));
        Assert.That(Fails(client, PeerFailure.Unreachable).Message, Does.Contain("no daemon listens"));
    }

    [Test]
    public void A_server_that_ends_frees_its_port_at_once()
    {
        PeerBench bench = new();
        bench.Dispose();
        Fails(bench.Client(), PeerFailure.Unreachable);
        using PeerChannelServer next = PeerChannelServer.Start(
            [bench.Address], new PeerIdentity(0, PeerBench.Key), new PeerQuestions([new PeerBench.Echo()]),
            problem => Assert.Fail(problem));
        Assert.That(() => bench.Answers("next"), Is.True.After((int)PeerBench.Patience.TotalMilliseconds, 20));
    }

    [Test]
    public void Two_questions_of_one_name_are_a_fault_of_the_program() =>
        Assert.That(() => new PeerQuestions([new PeerBench.Echo(), new PeerBench.Echo()]), Throws.ArgumentException);

    private static PeerChannelException Refused(PeerBench bench, params IReadOnlyList<string> words)
    {
        PeerChannelException fault = Assert.Throws<PeerChannelException>(
            () => bench.Client().Ask(PeerBench.Patience, words))!;
        Assert.That(fault.Failure, Is.EqualTo(PeerFailure.Refused), fault.Message);
        return fault;
    }

    private static PeerChannelException Fails(PeerChannelClient client, PeerFailure failure)
    {
        PeerChannelException fault = Assert.Throws<PeerChannelException>(
            () => client.Ask(PeerBench.Patience, "echo", "x"))!;
        Assert.That(fault.Failure, Is.EqualTo(failure), fault.Message);
        return fault;
    }

    private sealed class Bulk : IPeerQuestion
    {
        public string Name => "bulk";

        public byte[] Answer(IReadOnlyList<string> arguments, CancellationToken cancel) =>
            arguments.Count == 0 ? throw new PeerRefusalException("name a size") : new byte[int.Parse(arguments[0])];
    }

    private sealed class Thinker : IPeerQuestion
    {
        public string Name => "think";

        public byte[] Answer(IReadOnlyList<string> arguments, CancellationToken cancel)
        {
            cancel.WaitHandle.WaitOne();
            cancel.ThrowIfCancellationRequested();
            return [];
        }
    }
}
