namespace Beast.Quorum.Daemon.Status;

/// <summary>Finds everything that is not as it should be, what it means, and what to do about it.</summary>
public static class StatusJudge
{
    /// <summary>All problems, worst first, otherwise in the order a person would want to hear them.</summary>
    public static IReadOnlyList<Problem> Judge(StatusDocument status)
    {
        ArgumentNullException.ThrowIfNull(status);
        IEnumerable<Problem> all = status.Started
            ? [.. status.Groups.SelectMany(group => GroupJudge.Judge(status, group)), .. NodeJudge.Judge(status),
                .. PathJudge.Judge(status)]
            : [Starting(status), .. NodeJudge.Judge(status), .. PathJudge.Judge(status)];
        return [.. all.OrderByDescending(problem => problem.Severity)];
    }

    /// <summary>The verdict that follows from the problems.</summary>
    public static Health Verdict(IReadOnlyList<Problem> problems) =>
        problems.Count == 0 ? Health.Healthy : (Health)problems.Max(problem => (int)problem.Severity);

    private static Problem Starting(StatusDocument status) => new(
        status.UpS < 60 ? Severity.Degraded : Severity.Critical,
        null,
        $"this daemon is still starting, for {Show.Span(status.UpS * 1000)} now",
        "it says nothing to the peer and takes nothing over until it has read both registers and looked at the pools",
        status.UpS < 60
            ? "wait a moment"
            : "see 'beastq events' for what it waits for: a quorum device that does not answer, or a pool that cannot "
                + "be looked at");
}
