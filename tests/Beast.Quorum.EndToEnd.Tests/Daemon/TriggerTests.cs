using Beast.Quorum.EndToEnd.Tests.Support;

namespace Beast.Quorum.EndToEnd.Tests.Daemon;

/// <summary>A script that was written for the original BQ.</summary>
[TestFixture]
internal sealed class TriggerTests
{
    private PairSetup pair = null!;

    [SetUp]
    public void MakePair()
    {
        pair = PairSetup.Ready();
        string script = pair.File("bq.trigger");
        File.WriteAllText(script, $"#!/bin/sh\necho \"$*\" >> {Calls}\n");
        File.SetUnixFileMode(script, (UnixFileMode)0b111_000_000);
        foreach (NodeSetup node in pair.Nodes)
        {
            node.Extra = $"trigger: [{script}]\n";
            node.Write();
        }
    }

    [TearDown]
    public void RemovePair() => pair?.Dispose();

    private string Calls => pair.File("calls");

    [Test]
    public void It_is_told_of_the_start_of_the_peers_death_and_of_its_return()
    {
        using DaemonUnderTest zero = pair.Nodes[0].Start();
        zero.AwaitServing(1);
        AwaitCall("0 0 alive");
        AwaitCall("0 1 dead");
        using DaemonUnderTest one = pair.Nodes[1].Start();
        one.AwaitEvent("standby");
        AwaitCall("1 1 alive");
        AwaitCall("0 1 alive");
        zero.Kill();
        one.AwaitServing(1);
        AwaitCall("1 0 dead");

        using DaemonUnderTest again = pair.Nodes[0].Start();
        AwaitCall("1 0 alive");
        one.AwaitEvent("trigger_ran", 3);
        Assert.That(one.Count("trigger_failed"), Is.Zero);
    }

    [Test]
    public void A_group_without_commands_is_served_by_it_under_the_lease()
    {
        GroupSetup group = pair.Groups[0];
        group.ServedByTrigger = true;
        string script = pair.File("bq.trigger");
        File.WriteAllText(script, $"""
            #!/bin/sh
            echo "$*" >> {Calls}
            [ "$3" = dead ] && touch {group.Marker(0)}
            exit 0

            """);
        pair.First.Write();
        using DaemonUnderTest daemon = pair.First.Start();

        daemon.AwaitServing(1);

        Assert.That(Said().Count(call => call == "0 1 dead"), Is.EqualTo(1), "as a step of the plan, and not twice");
        Assert.That(daemon.Served()[0].LeaseLeftMs, Is.GreaterThan(0.0));
    }

    private string[] Said() => File.Exists(Calls) ? File.ReadAllLines(Calls) : [];

    private void AwaitCall(string call) =>
        Eventually.True(() => Said().Contains(call), $"called with {call}", () => string.Join('\n', Said()));
}
