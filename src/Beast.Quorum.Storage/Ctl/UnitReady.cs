using Beast.Quorum.Storage.Text;

namespace Beast.Quorum.Storage.Ctl;

/// <summary>
/// Reads <c>ctladm tur</c>. Its exit code is 0 whatever the LUN says; only the words on standard output tell.
/// </summary>
public static class UnitReady
{
    private const string Ready = "Unit is ready";

    /// <summary>Whether the LUN is ready.</summary>
    public static bool Is(string standardOutput) =>
        standardOutput.AsSpan().Trim().Equals(Ready, StringComparison.OrdinalIgnoreCase);

    /// <summary>Why it is not, in one line.</summary>
    public static string Why(string standardError, string standardOutput)
    {
        // Not standard output: with a wrong command line ctladm prints its whole usage there.
        CtlFailure failure = CtlFailures.Recognise(standardError, "");
        return failure == CtlFailure.Unknown
            ? OneLine.Said(standardError, standardOutput)
            : CtlFailures.Meaning(failure);
    }
}
