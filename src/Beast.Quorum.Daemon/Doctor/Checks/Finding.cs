namespace Beast.Quorum.Daemon.Doctor.Checks;

/// <summary>What a check came to; the higher, the worse.</summary>
internal enum CheckState
{
    /// <summary>The check does not concern this arrangement.</summary>
    NotApplicable,

    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>It could not be found out.</summary>
    Unknown,

    /// <summary>It works, but not as well as it could, or not always.</summary>
    Warning,

    /// <summary>A takeover will fail, or data is in danger.</summary>
    Error,
}

/// <summary>The result of a check, with what was seen.</summary>
internal sealed record Finding(CheckState State, string Detail)
{
    public static Finding Ok(string detail) => new(CheckState.Ok, detail);

    public static Finding Warning(string detail) => new(CheckState.Warning, detail);

    public static Finding Error(string detail) => new(CheckState.Error, detail);

    public static Finding Unknown(string why) => new(CheckState.Unknown, why);

    public static Finding NotApplicable(string why) => new(CheckState.NotApplicable, why);

    /// <summary>Fine if it holds, else the worse.</summary>
    public static Finding Need(bool holds, string good, Finding bad) => holds ? Ok(good) : bad;

    /// <summary>The worst of several, with the details of all that are as bad; nothing concerned if there are none.
    /// </summary>
    public static Finding Worst(IEnumerable<Finding> findings, string none)
    {
        Finding[] all = [.. findings];
        if (all.Length == 0)
        {
            return NotApplicable(none);
        }

        CheckState worst = all.Max(finding => finding.State);
        return new Finding(
            worst, string.Join("; ", all.Where(finding => finding.State == worst).Select(finding => finding.Detail)));
    }
}
