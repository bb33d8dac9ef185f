using Beast.Quorum.Daemon.Journal;
using Beast.Quorum.EndToEnd.Tests.Support;
using Beast.Quorum.Platform.Processes;

namespace Beast.Quorum.EndToEnd.Tests.Daemon;

/// <summary>One daemon from its start to its end, with commands of its own.</summary>
[TestFixture]
internal sealed class LifeTests
{
    private PairSetup pair = null!;

    [SetUp]
    public void MakePair() => pair = PairSetup.Ready();

    [TearDown]
    public void RemovePair() => pair?.Dispose();

    [Test]
    public void A_custom_group_is_taken_over_under_the_lease_and_released_at_the_end()
    {
        GroupSetup group = pair.Groups[0];
        using DaemonUnderTest daemon = pair.First.Start();
        daemon.AwaitServing(1);
        Assert.That(File.Exists(group.Marker(0)), Is.True);
        Assert.That(daemon.Served()[0].LeaseLeftMs, Is.GreaterThan(0.0));

        daemon.Signal(Signals.Terminate);

        Assert.That(daemon.Ended(), Is.Zero, daemon.Output());
        Assert.That(File.Exists(group.Marker(0)), Is.False);
        Assert.That(
            File.ReadAllLines(group.Log(0)).Where(line => line != "rejoin"),
            Is.EqualTo((string[])["takeover", "release"]));
        Follow(daemon.Journal(), "started", "claim_made", "ownership_published", "takeover_begun", "step_ended",
            "serving", "demotion_begun", "released", "ending", "stopped");
    }

    [Test]
    public void Its_events_have_ids_and_takeovers_are_alerts()
    {
        using DaemonUnderTest daemon = pair.First.Start();
        daemon.AwaitServing(1);
        daemon.AwaitEvent("serving");

        IReadOnlyList<JournalEntry> journal = daemon.Journal();
        JournalEntry begun = journal.First(entry => entry.Name == "takeover_begun");
        JournalEntry served = journal.First(entry => entry.Name == "serving");
        Assert.Multiple(() =>
        {
            Assert.That((begun.Id, begun.Level, begun.Group), Is.EqualTo(("BQ1009", "alert", "g0")));
            Assert.That((served.Id, served.Level, served.Group), Is.EqualTo(("BQ1010", "alert", "g0")));
            Assert.That(journal.Select(entry => entry.Id), Has.All.Match("^BQ[12][0-9]{3}$"));
            Assert.That(journal.Select(entry => entry.Node), Has.All.Zero);
            Assert.That(journal.First(entry => entry.Name == "no_fencing").Id, Is.EqualTo("BQ2025"));
            Assert.That(daemon.Output(), Does.Contain("BQ1009").And.Contain("BQ1010").And.Contain("BQ2001"));
        });
    }

    [Test]
    public void The_control_socket_is_its_owners_alone()
    {
        using DaemonUnderTest daemon = pair.First.Start();
        daemon.Await(() => daemon.Status() is not null, "it answers");

        Assert.That(
            File.GetUnixFileMode(daemon.SocketPath),
            Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Test]
    public void Sighup_takes_over_a_policy_and_refuses_another_device()
    {
        using DaemonUnderTest daemon = pair.First.Start();
        daemon.AwaitServing(1);
        string text = File.ReadAllText(pair.First.Configuration);
        File.WriteAllText(
            pair.First.Configuration,
            text.Replace("step_deadline: 30s", "step_deadline: 20s", StringComparison.Ordinal)
                .Replace(pair.Device, pair.File("another"), StringComparison.Ordinal));

        daemon.Signal(Signals.Hangup);

        daemon.AwaitEvent("not_reloadable");
        JournalEntry reloaded = daemon.Journal().Single(entry => entry.Name == "reloaded");
        JournalEntry refused = daemon.Journal().Single(entry => entry.Name == "not_reloadable");
        Assert.That(reloaded.Fields["keys"], Is.EqualTo("groups"));
        Assert.That(refused.Fields["keys"], Is.EqualTo("quorum_device"));

        File.WriteAllText(pair.First.Configuration, "cluster: [");
        daemon.Signal(Signals.Hangup);
        daemon.AwaitEvent("reload_refused");
        Assert.That(daemon.Served(), Has.Count.EqualTo(1), "it goes on serving");
    }

    [Test]
    public void A_killed_daemon_that_is_started_again_adopts_what_it_served()
    {
        using (DaemonUnderTest first = pair.First.Start())
        {
            first.AwaitServing(1);
            first.Kill();
        }

        using DaemonUnderTest second = pair.First.Start();
        second.AwaitServing(1);

        second.AwaitEvent("adopted");
        Assert.That(File.ReadAllLines(pair.Groups[0].Log(0)).Count(line => line == "takeover"), Is.EqualTo(1));
    }

    /// <summary>The names stand in the journal in that order, whatever stands between them.</summary>
    private static void Follow(IReadOnlyList<JournalEntry> journal, params string[] names)
    {
        int next = 0;
        foreach (JournalEntry entry in journal)
        {
            next += next < names.Length && entry.Name == names[next] ? 1 : 0;
        }

        Assert.That(
            next, Is.EqualTo(names.Length),
            () => $"'{names[next]}' is missing or too early in: "
                + string.Join(", ", journal.Select(entry => entry.Name)));
    }
}
