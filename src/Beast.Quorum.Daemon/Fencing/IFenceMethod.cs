namespace Beast.Quorum.Daemon.Fencing;

/// <summary>One way of making sure that the peer can no longer write.</summary>
internal interface IFenceMethod
{
    /// <summary>Its name in the configuration.</summary>
    public string Name { get; }

    /// <summary>Fences the peer; returns within the method's deadline and the grace of a kill.</summary>
    /// <param name="goesOn">
    /// Whether the peer is still to be fenced: a peer that speaks meanwhile must not be harmed any more.
    /// </param>
    public FenceAnswer Fence(Func<bool> goesOn);

    /// <summary>Proves as much of the method as can be proved while the peer lives and must not be harmed.</summary>
    public FenceProof Prove();
}

/// <summary>How fencing by one method ended.</summary>
/// <param name="Ok">Whether the peer certainly can no longer write.</param>
/// <param name="Text">One line for people.</param>
internal sealed record FenceAnswer(bool Ok, string Text);

/// <summary>How far a method could be proved.</summary>
internal enum FenceOutcome
{
    /// <summary>It would work, as far as can be told without fencing.</summary>
    Proved,

    /// <summary>What could be tried without harm works; the rest only a real test shows.</summary>
    Partly,

    /// <summary>It would not work.</summary>
    Failed,
}

/// <summary>What a test of a method found.</summary>
/// <param name="Outcome">The verdict.</param>
/// <param name="Lines">What was tried and seen, a line each, with what to do.</param>
internal sealed record FenceProof(FenceOutcome Outcome, IReadOnlyList<string> Lines);
