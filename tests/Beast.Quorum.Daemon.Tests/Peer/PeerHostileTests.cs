using Beast.Quorum.Core.Records;
using Beast.Quorum.Daemon.Peer;

namespace Beast.Quorum.Daemon.Tests.Peer;

/// <summary>Whoever reaches the port without the key gets a greeting and nothing else.</summary>
internal sealed class PeerHostileTests
{
    [Test]
    public void A_well_signed_question_of_the_test_is_answered()
    {
        using PeerBench bench = new();
        using RawPeer peer = bench.Connect();
        peer.Send(RawPeer.Question(peer.Greeting()));
        Assert.That(peer.Rest(), Has.Length.EqualTo(
            PeerCodec.AnswerHeadLength + "there".Length + RecordKey.SignatureLength));
    }

    [Test]
    public void A_question_signed_with_another_key_is_not_answered()
    {
        using PeerBench bench = new();
        using RawPeer peer = bench.Connect();
        peer.Send(RawPeer.Question(peer.Greeting(), key: new RecordKey(new byte[32])));
        Assert.That(peer.Rest(), Is.Empty);
        Assert.That(bench.Reports.Single(), Does.Contain("not signed with our key"));
    }

    [Test]
    public void A_question_replayed_on_another_connection_is_not_answered()
    {
        using PeerBench bench = new();
        byte[] question;
        using (RawPeer first = bench.Connect())
        {
            question = RawPeer.Question(first.Greeting());
            first.Send(question);
            Assert.That(first.Rest(), Is.Not.Empty);
        }

        using RawPeer second = bench.Connect();
        second.Greeting();
        second.Send(question);
        Assert.That(second.Rest(), Is.Empty);
    }

    [Test]
    public void What_a_node_signed_is_not_taken_back_by_it()
    {
        // Somebody between the nodes sends a node's own question back to it: it names the wrong node.
        using PeerBench bench = new();
        using RawPeer peer = bench.Connect();
        peer.Send(RawPeer.Question(peer.Greeting(), node: 0));
        Assert.That(peer.Rest(), Is.Empty);
        Assert.That(bench.Reports.Single(), Does.Contain("says that it is node 0"));
    }

    [Test]
    public void An_answers_signature_is_none_for_a_question()
    {
        byte[] greeting = PeerCodec.Greeting(0, PeerBench.Key.Id, new byte[PeerCodec.NonceLength]);
        byte[] head = PeerCodec.AnswerHead(0, PeerCodec.Answered, 0);
        Assert.That(
            PeerCodec.SignAnswer(PeerBench.Key, greeting, [], head, []),
            Is.Not.EqualTo(PeerCodec.SignQuestion(PeerBench.Key, greeting, head, [])));
    }

    [Test]
    public void Every_changed_byte_of_a_question_makes_it_worthless()
    {
        using PeerBench bench = new();
        int length = RawPeer.Question(new byte[PeerCodec.GreetingLength]).Length;
        for (int at = 0; at < length; at++)
        {
            using RawPeer peer = bench.Connect();
            byte[] question = RawPeer.Question(peer.Greeting());
            question[at] ^= 1;
            peer.Send(question);
            peer.Finish();
            Assert.That(peer.Rest(), Is.Empty, $"byte {at}");
        }
    }

    [Test]
    public void A_question_that_breaks_off_anywhere_is_not_answered()
    {
        using PeerBench bench = new();
        int length = RawPeer.Question(new byte[PeerCodec.GreetingLength]).Length;
        foreach (int kept in new[] { 0, 1, PeerCodec.QuestionHeadLength, length - 33, length - 1 })
        {
            using RawPeer peer = bench.Connect();
            peer.Send(RawPeer.Question(peer.Greeting())[..kept]);
            peer.Finish();
            Assert.That(peer.Rest(), Is.Empty, $"{kept} bytes");
        }

        Assert.That(bench.Answers("after"), Is.True);
    }

    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(PeerCodec.LongestQuestion + 1)]
    [TestCase(int.MaxValue)]
    public void A_length_out_of_bounds_is_turned_away_before_a_byte_of_the_body(int length)
    {
        using PeerBench bench = new();
        using RawPeer peer = bench.Connect();
        peer.Greeting();
        peer.Send(PeerCodec.QuestionHead(1, new byte[PeerCodec.NonceLength], length));
        Assert.That(peer.Rest(), Is.Empty);
        Assert.That(bench.Reports.Single(), Does.Contain($"{length} bytes"));
    }

    [Test]
    public void A_slow_client_is_given_up()
    {
        using PeerBench bench = new(PeerChannelLimits.Default with { Request = TimeSpan.FromMilliseconds(300) });
        using RawPeer peer = bench.Connect();
        peer.Greeting();
        peer.Send([0x42]);
        Assert.That(peer.Rest(), Is.Empty, "closed although the client goes on");
        Assert.That(() => bench.Server.Connections, Is.Zero.After((int)PeerBench.Patience.TotalMilliseconds, 20));
    }

    [Test]
    public void Silent_clients_never_keep_the_peer_out()
    {
        using PeerBench bench = new();
        RawPeer[] silent = [.. Enumerable.Range(0, 20).Select(_ => bench.Connect())];
        Assert.That(bench.Answers("still"), Is.True);
        Assert.That(bench.Server.Connections, Is.LessThanOrEqualTo(PeerChannelLimits.Default.Connections));
        foreach (RawPeer one in silent)
        {
            one.Dispose();
        }
    }

    [Test]
    public void Questions_that_think_are_not_closed_to_make_room()
    {
        using ManualResetEventSlim open = new(false);
        using CountdownEvent thinking = new(2);
        using PeerBench bench = new(
            PeerChannelLimits.Default with { Connections = 2 }, new Gated(open, thinking));
        Task<string>[] askers = [.. Enumerable.Range(0, 2).Select(_ => Task.Run(() => bench.Ask("gated")))];
        Assert.That(thinking.Wait(PeerBench.Patience), Is.True);
        Assert.That(bench.Answers("third"), Is.False, "both places are taken");
        open.Set();
        Assert.That(Task.WhenAll(askers).Wait(PeerBench.Patience), Is.True);
        Assert.That(askers.Select(asker => asker.Result), Is.All.EqualTo("open"));
    }

    private sealed class Gated(ManualResetEventSlim open, CountdownEvent thinking) : IPeerQuestion
    {
        public string Name => "gated";

        public byte[] Answer(IReadOnlyList<string> arguments, CancellationToken cancel)
        {
            thinking.Signal();
            open.Wait(PeerBench.Patience, cancel);
            return "open"u8.ToArray();
        }
    }
}
