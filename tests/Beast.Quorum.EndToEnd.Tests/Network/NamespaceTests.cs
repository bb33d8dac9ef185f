using Beast.Quorum.EndToEnd.Tests.Lab;
using Beast.Quorum.EndToEnd.Tests.Support;
using Beast.Quorum.Platform.Processes;

namespace Beast.Quorum.EndToEnd.Tests.Network;

/// <summary>Daemons in network namespaces of their own, with a cable that is really cut.</summary>
[TestFixture]
[Parallelizable(ParallelScope.Self)]
internal sealed class NamespaceTests
{
    [Test]
    public void A_real_cable_that_fails_moves_nothing_and_does_not_keep_a_survivor_from_taking_over()
    {
        using (NetworkNamespaces wire = Make())
        {
            OwnScenario.MustPass(new NamespaceFaults(wire), wire.Places);
        }

        NothingIsLeft();
    }

    [Test]
    public void What_a_killed_run_left_behind_is_removed_by_the_next_and_processes_go_with_it()
    {
        using NetworkNamespaces wire = Make();
        const string dead = "bqe-4194305-1a";
        if (!NetworkNamespaces.Existing().Contains(dead))
        {
            Run("ip", "netns", "add", dead);
        }

        using SpawnedProcess inside = SpawnedProcess.Start(["ip", "netns", "exec", dead, "sleep", "600"]);
        Eventually.True(() => Run("ip", "netns", "pids", dead).Contains($"{inside.Pid}"), "it runs in there");

        using (NetworkNamespaces next = Make())
        {
            Assert.That(NetworkNamespaces.Existing(), Does.Not.Contain(dead));
            Assert.That(inside.WaitForExit(TimeSpan.FromSeconds(30)), Is.True);
        }
    }

    private static NetworkNamespaces Make()
    {
        NetworkNamespaces? made = NetworkNamespaces.TryMake(out string reason);
        if (made is null)
        {
            TestContext.Progress.WriteLine($"skipped: {reason}");
            Assert.Ignore(reason);
        }

        return made!;
    }

    private static void NothingIsLeft() => Assert.That(
        NetworkNamespaces.Existing(), Has.None.StartsWith($"bqe-{Environment.ProcessId}-"));

    private static string Run(params string[] command) =>
        new CommandRunner().Run(new CommandRequest(command, TimeSpan.FromMinutes(1))).StandardOutput;
}
