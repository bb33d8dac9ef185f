using Beast.Quorum.Core.Machine;
using Beast.Quorum.Core.Time;
using Beast.Quorum.Simulation.Checks;
using Beast.Quorum.Simulation.Pair;
using Beast.Quorum.Simulation.Runs;

namespace Beast.Quorum.Core.Tests.Machine;

/// <summary>The law on <see cref="StepResult"/>: persist, then send, then act.</summary>
public class EffectOrderTests
{
    [Test]
    public void Effects_come_in_the_order_persist_send_act_in_random_runs()
    {
        // The checker of the world looks at every step of every run; here it is made sure that it sees all three kinds.
        HashSet<EffectKind> seen = [];
        for (ulong seed = 5000; seed < 5020; seed++)
        {
            SeedRun run = new(seed, new RunOptions(Minutes: 2));
            run.World.Checker.OnStep = kinds => seen.UnionWith(kinds);
            Assert.That(run.Run().Violation, Is.Null);
        }

        Assert.That(seen, Is.SupersetOf(new[]
        {
            EffectKind.PersistState, EffectKind.WriteRegister, EffectKind.ReadPeerRing, EffectKind.SendRecord,
            EffectKind.ArmWatchdog, EffectKind.PatWatchdog, EffectKind.DisarmWatchdog, EffectKind.StartStep,
            EffectKind.SelfFence,
        }));
    }

    [Test]
    public void The_numbers_of_the_kinds_are_the_order()
    {
        EffectKind[] persist = [EffectKind.PersistState];
        EffectKind[] send =
            [EffectKind.ReadOwnRing, EffectKind.WriteRegister, EffectKind.ReadPeerRing, EffectKind.SendRecord];
        EffectKind[] act = [.. Enum.GetValues<EffectKind>().Except(persist).Except(send)];
        Assert.That(persist.Max(), Is.LessThan(send.Min()));
        Assert.That(send.Max(), Is.LessThan(act.Min()));
    }

    [Test]
    public void The_checker_itself_can_fail()
    {
        World world = World.BeginServing();
        world.Hosts[1].Pools[0].Import = ImportState.Imported;
        Assert.That(() => world.Run(1), Throws.TypeOf<SafetyException>().With.Message.Contains("S1"));
    }

    [Test]
    public void A_clock_that_goes_back_is_an_error_and_not_a_decision()
    {
        NodeState state = NodeMachine.Create(
            new NodeOptions
            {
                Node = 0,
                BootId = Guid.Empty,
                Incarnation = 1,
                Seed = 1,
                Timing = TimingPresets.Fast,
                Groups = [],
            },
            Instant.FromMilliseconds(10));
        Assert.That(
            () => NodeMachine.Step(state, Instant.FromMilliseconds(9), NodeEvent.Tick).WakeUp,
            Throws.InvalidOperationException);
    }
}
