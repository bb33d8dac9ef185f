using Beast.Quorum.Storage.Text;

namespace Beast.Quorum.Storage.Targets;

/// <summary>What <c>service ctld onestatus</c> says.</summary>
public enum TargetDaemonState
{
    /// <summary>Nothing that can be relied on.</summary>
    Unknown,

    /// <summary>It runs.</summary>
    Running,

    /// <summary>It does not run.</summary>
    Stopped,
}

/// <summary>Reads the answers of rc(8) about ctld: by their words, because exit 0 also means "refused".</summary>
public static class TargetDaemonStatus
{
    /// <summary>The state behind an answer.</summary>
    public static TargetDaemonState Read(int exitCode, string standardOutput)
    {
        if (standardOutput.Contains("is not running", StringComparison.OrdinalIgnoreCase))
        {
            return exitCode == 0 ? TargetDaemonState.Unknown : TargetDaemonState.Stopped;
        }

        return exitCode == 0 && standardOutput.Contains("is running as pid", StringComparison.OrdinalIgnoreCase)
            ? TargetDaemonState.Running
            : TargetDaemonState.Unknown;
    }

    /// <summary>Why ctld did not start or could not be asked, in one line.</summary>
    public static string Why(string standardError, string standardOutput)
    {
        string said = OneLine.Of(standardError + " " + standardOutput);
        ServiceFailure failure = ServiceFailures.Recognise(standardError, standardOutput);
        return failure != ServiceFailure.Unknown ? $"{said}; {ServiceFailures.Advice(failure)}"
            : said.Length > 0 ? said : "service printed nothing";
    }
}
