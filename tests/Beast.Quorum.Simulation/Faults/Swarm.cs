using Beast.Quorum.Simulation.Pair;

namespace Beast.Quorum.Simulation.Faults;

/// <summary>
/// Draws from one seed which faults exist and how often they strike, each seed differently, and lets them strike.
/// </summary>
internal sealed class Swarm
{
    private readonly List<(Fault Fault, double MeanSeconds)> drawn = [];
    private bool over;

    /// <param name="seed">All chance comes from it.</param>
    /// <param name="kinds">What may break.</param>
    /// <param name="preset">Name of the thresholds to use; null draws one.</param>
    public Swarm(ulong seed, FaultKinds kinds, string? preset)
    {
        bool faults = kinds != FaultKinds.None;
        Random = new Random((int)(seed * 7919) ^ (int)(seed >> 32));
        Draw = new WorldDraw(Random, seed, preset, faults);
        World = new World(Draw.Options) { WakeDelay = Draw.WakeDelay };
        foreach (Host host in World.Hosts)
        {
            host.PatDelay = Draw.PatDelay;
        }

        switch (kinds)
        {
            case FaultKinds.All:
                DrawFrom(All());
                break;
            case FaultKinds.OnePath:
                DrawFrom(OnePath());
                break;
        }
    }

    public Random Random { get; }

    public WorldDraw Draw { get; }

    public World World { get; }

    /// <summary>Every drawn option, in one line.</summary>
    public string Describe() => drawn.Count == 0
        ? $"{Draw.Describe()} faults=none"
        : $"{Draw.Describe()} "
            + string.Join(' ', drawn.Select(entry => $"{entry.Fault.Name}=1/{entry.MeanSeconds:0.0}s"));

    public void Begin()
    {
        foreach ((Fault fault, double mean) in drawn)
        {
            Next(fault, mean);
        }
    }

    /// <summary>No fault strikes any more, and all that broke works again.</summary>
    public void End()
    {
        over = true;
        World.Excuses.FaultsEnd();
        foreach ((Fault fault, _) in drawn)
        {
            fault.Heal();
        }
    }

    private void Next(Fault fault, double mean) =>
        World.Queue.After(TimeSpan.FromSeconds(-Math.Log(1 - Random.NextDouble()) * mean), () =>
        {
            if (!over)
            {
                fault.Strike();
                Next(fault, mean);
            }
        });

    private List<Fault> All()
    {
        List<Fault> all =
        [
            new DeviceFault(this), new DamageFault(this), new InterlinkFault(this), new ForgeryFault(this),
            new HostFault(this), new PoolFault(this), new OperatorFault(this), new FencingFault(this),
            new StateFileFault(this),
        ];
        if (Draw.ProcessesMayFail)
        {
            all.Add(new ProcessFault(this));
            all.Add(new TimingFault(this));
        }

        return all;
    }

    /// <summary>
    /// Whatever breaks leaves a path whole: the quorum device, or the interlinks. Daemons stall only shortly.
    /// </summary>
    private List<Fault> OnePath() => Random.Next(2) == 0
        ? [new InterlinkFault(this), new ForgeryFault(this), new FencingFault(this), new StallFault(this)]
        : [new DeviceFault(this), new DamageFault(this), new FencingFault(this), new StallFault(this)];

    private void DrawFrom(List<Fault> faults)
    {
        foreach (Fault fault in faults)
        {
            // From every two seconds to every five minutes, each order of magnitude alike.
            double mean = 2 * Math.Pow(150, Random.NextDouble());
            if (Random.Next(2) == 0)
            {
                drawn.Add((fault, mean));
            }
        }
    }
}
