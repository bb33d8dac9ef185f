using Beast.Quorum.Core.Plans;
using Beast.Quorum.Core.Time;

namespace Beast.Quorum.Core.Machine;

/// <summary>The plan that is running for a group, if any. The rules are in <see cref="PlanRunner"/>.</summary>
internal sealed class PlanRun
{
    public Plan? Plan { get; set; }

    /// <summary>Names this run; answers that carry another token are of a run that is over.</summary>
    public long Token { get; set; }

    public int Stage { get; set; }

    /// <summary>Steps of the stage that were started and have not ended: position and latest end.</summary>
    public List<(int Step, Instant Latest)> Outstanding { get; } = [];

    /// <summary>
    /// Steps of this run or of earlier ones whose processes cannot be killed, and may still import a pool or take the
    /// role when they end.
    /// </summary>
    public List<(long Token, int Step)> Lingering { get; } = [];

    public int Abandoned => Lingering.Count;

    /// <summary>As <see cref="Lingering"/>, of commands that may still give the role or a pool up.</summary>
    public List<(long Token, int Step)> Undoing { get; } = [];

    /// <summary>Steps whose abandoned process ended before the step itself was heard to be abandoned.</summary>
    public List<(long Token, int Step)> GoneEarly { get; } = [];

    /// <summary>A lingering process ended while the plan ran: what the plan saw before may be over.</summary>
    public bool Disturbed { get; set; }

    /// <summary>Steps counted as abandoned because nothing was heard of them.</summary>
    public List<(long Token, int Step)> GivenUp { get; } = [];

    public bool Cancelled { get; set; }

    public bool Failed { get; set; }

    public string Failure { get; set; } = "";

    public bool IsRunning => Plan is not null;
}
