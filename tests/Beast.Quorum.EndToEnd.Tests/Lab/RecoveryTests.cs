using System.Text.Json.Nodes;
using Beast.Quorum.Lab.Runs;
using Beast.Quorum.Lab.Scenarios;
using Beast.Quorum.Platform.Processes;

namespace Beast.Quorum.EndToEnd.Tests.Lab;

/// <summary>The owner loses power, its pool is damaged, and people mend it with the program itself.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class RecoveryTests
{
    [Test]
    public void After_a_takeover_with_errors_the_group_stays_until_recover_has_mended_it() =>
        OwnScenario.MustPass(new Recovery(), null);

    private sealed class Recovery : Scenario
    {
        private const string Group = LabFiles.Pool;

        public override string Name => "recovery";

        public override string Story => "the owner loses power; its pool has errors; they are scrubbed and cleared";

        public override int Takeovers => 1;

        public override Death? Run(LabPair pair, int round)
        {
            int victim = pair.Owner();
            int survivor = 1 - victim;
            pair.Nodes[victim].Control("pool-errors", Group, "19", "<metadata>:<0x1b>", "<metadata>:<0x20>");
            pair.Nodes[victim].Control("scrub-time", Group, "25000");
            Death death = new(victim, pair.PowerOff(victim));
            pair.AwaitServing(survivor, TakeoverBound(pair));
            pair.Await("status says that recovery is needed", Patience, () => Stage(pair, survivor) == "needed");
            string shown = Must(pair, survivor, 1, "status").StandardOutput;
            Assert.That(shown, Does.Contain("recovery of beast is needed").And.Contain("beastq recover beast"));
            ComeBack(pair, victim);
            Refuses(pair, survivor);

            // Nobody is there to be asked: it explains, and changes nothing.
            CommandResult asked = Must(pair, survivor, 4, "recover", Group);
            Assert.That(asked.StandardOutput, Does.Contain("<metadata>:<0x1b>").And.Contain("19 checksum errors"));
            Assert.That(asked.StandardError, Does.Contain("Start a scrub of beast?"));
            Assert.That(Stage(pair, survivor), Is.EqualTo("needed"));
            Mend(pair, survivor);
            FailBack(pair, survivor);
            return death;
        }

        private static void Mend(LabPair pair, int survivor)
        {
            Task<CommandResult> mending = Task.Run(() => Beastq(pair, survivor, "recover", Group, "--yes"));
            pair.Await("the scrub runs", Patience, () => Stage(pair, survivor) == "scrubbing");
            Refuses(pair, survivor);

            // A restart moves nothing, so it is not refused: the scrub goes on, and the new daemon knows of it.
            Must(pair, survivor, 0, "restart", "--no-start");
            pair.Await("the old daemon has ended", Patience, () => !pair.Daemons[survivor].Runs);
            pair.StartDaemon(survivor);
            CommandResult mended = mending.Result;
            Assert.That(mended.ExitCode, Is.Zero, mended.StandardError + mended.StandardOutput);
            Assert.That(mended.StandardOutput, Does.Contain("% done").And.Contain("the error counters were cleared")
                .And.Contain("the recovery of beast is finished"));
            Assert.That(Must(pair, survivor, 0, "recover", Group, "--status").StandardOutput,
                Does.Contain("No known data errors").And.Contain("no recovery of beast is unfinished"));
        }

        private static void Refuses(LabPair pair, int survivor)
        {
            foreach (string[] order in (string[][])[["switchover", Group], ["failback", Group], ["stop"]])
            {
                CommandResult refused = Must(pair, survivor, 1, order);
                Assert.That(refused.StandardError, Does.Contain("last good copy").And.Contain("--force"));
            }
        }

        private static string? Stage(LabPair pair, int node)
        {
            CommandResult status = Beastq(pair, node, "status", "--json");
            return status.StandardOutput.Length == 0 ? null
                : JsonNode.Parse(status.StandardOutput)!["groups"]![0]!["recovery"]?["stage"]?.GetValue<string>();
        }

        private static CommandResult Must(LabPair pair, int node, int exit, params string[] words)
        {
            CommandResult result = Beastq(pair, node, words);
            Assert.That(result.ExitCode, Is.EqualTo(exit), result.StandardError + result.StandardOutput);
            return result;
        }

        private static CommandResult Beastq(LabPair pair, int node, params string[] words) =>
            new CommandRunner().Run(new CommandRequest(
                [.. pair.Program, .. words, "--config", LabFiles.Configuration(pair.Files, node)],
                TimeSpan.FromMinutes(3)));
    }
}
