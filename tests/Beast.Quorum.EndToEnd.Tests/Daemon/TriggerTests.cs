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

    private string[] Said() => File.Exists(Calls) ? File.ReadAllLines(Calls) : [];

    private void AwaitCall(string call) =>
        Eventually.True(() => Said().Contains(call), $"called with {call}", () => string.Join('\n', Said()));
}
