using System.Text;
using Beast.Quorum.Simulation.Pair;

namespace Beast.Quorum.Core.Tests.Scenarios;

/// <summary>What the commands of one scenario share: the world, the output, and what was shown already.</summary>
internal sealed class Stage
{
    private World? world;

    public World World => world ?? throw new ScenarioException("there is no world yet; 'begin' makes one");

    public StringBuilder Output { get; } = new();

    /// <summary>Moment from which times are shown.</summary>
    public TimeSpan Origin { get; private set; }

    /// <summary>How many decisions, power-offs and answers were shown or are not to be shown.</summary>
    public int DecisionsShown { get; set; }

    public int OffsShown { get; set; }

    public int AnswersShown { get; set; }

    /// <summary>The orders given, by their number, as they were written.</summary>
    public Dictionary<long, string> Orders { get; } = [];

    public void Begin(World begun)
    {
        world = begun;
        Orders.Clear();
        Mark();
    }

    /// <summary>Times are shown from here on, and what was before is not shown.</summary>
    public void Mark()
    {
        Origin = World.Now;
        DecisionsShown = World.Decisions.Count();
        OffsShown = World.Offs.Count;
        AnswersShown = World.Answers.Count;
    }

    public void Print(string line) => Output.Append(line).Append('\n');

    /// <summary>A moment since the mark, rounded so that it stays the same when little changes.</summary>
    public string Since(TimeSpan at) => Rounding.Halves(at - Origin);

    /// <summary>A reason with its measured times rounded.</summary>
    public string Reason(string reason) => Rounding.Reason(reason, World.Options.Timing);
}
