using Beast.Quorum.Core.Plans;
using Beast.Quorum.Simulation.Pair;

namespace Beast.Quorum.Simulation.Faults;

/// <summary>
/// Pools and CTL: imports are slow, fail or hang past their deadline, killable or not; exports are busy or hang; the
/// pool is suspended or a LUN has no media; the role switch is slow; nothing can be looked at.
/// </summary>
internal sealed class PoolFault(Swarm swarm) : Fault(swarm)
{
    private readonly Ref<int>[] turns = [new(), new()];

    public override string Name => "pool";

    public override void Strike()
    {
        Host host = AnyHost();
        TimeSpan time = AnyTime();
        World.Note(host.Id, $"FAULT pools for {time.TotalMilliseconds:0} ms");
        switch (Random.Next(7))
        {
            case 6:
                host.PeerPathLost = true;
                break;
            case 0:
                host.ServiceOk = false;
                break;
            case 1:
                // A daemon that starts and cannot look says nothing, so the peer has a path less.
                host.LooksFail = true;
                World.Excuses.Absent(host.Id, time);
                break;
            default:
                Step(host.Id);
                break;
        }

        World.Excuses.Add(host.Id, time + LongestStep);
        EndAfter(time, turns[host.Id], () => Mend(host));
    }

    public override void Heal()
    {
        foreach (Host host in World.Hosts)
        {
            turns[host.Id].Value++;
            Mend(host);
        }
    }

    private static TimeSpan LongestStep => TimeSpan.FromSeconds(12);

    private void Step(int node)
    {
        StepKind kind = (StepKind)Random.Next((int)StepKind.RunCommand);
        TimeSpan takes = Chance(0.5)
            ? World.Options.StepTime
            : LongestStep * Random.NextDouble();
        World.Behave(node, kind, new StepBehaviour(takes, Chance(0.5), Chance(0.7), Chance(0.9)));
    }

    private void Mend(Host host)
    {
        host.ServiceOk = true;
        host.LooksFail = false;
        host.PeerPathLost = false;
        World.BehaveWell(host.Id);
    }
}
