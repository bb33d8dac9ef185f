using Beast.Quorum.Platform.Sysctls;
using Beast.Quorum.Storage.Calls;
using Beast.Quorum.Storage.Text;

namespace Beast.Quorum.Storage.Sysctls;

/// <summary>
/// Sysctl by a call of the C library. The kernel's handler runs in the caller's thread and cannot be interrupted
/// (a role write opens or closes every LUN), so each call has a thread of its own and can be given up.
/// </summary>
public sealed class NativeSysctlAccess(ISysctl sysctl) : ISysctlAccess
{
    private int stuckReads;

    /// <inheritdoc/>
    public SysctlAnswer Read(string name, CallTerms terms)
    {
        // One stuck read is enough: a second would only be a second stuck thread.
        if (Volatile.Read(ref stuckReads) > 0)
        {
            return new SysctlAnswer(SysctlEnd.TimedOut, "", $"{name}: an earlier sysctl read has not returned yet");
        }

        Interlocked.Increment(ref stuckReads);
        bool inTime = false;
        try
        {
            inTime = DetachedCall<SysctlResult>.TryRun(
                "sysctl read", () => sysctl.Read(name), terms.Deadline, ReadReturned, out SysctlResult? result);
            return inTime
                ? Answer(name, result!)
                : new SysctlAnswer(SysctlEnd.TimedOut, "", $"{name}: not read within {Seconds(terms.Deadline)} s");
        }
        finally
        {
            if (inTime)
            {
                ReadReturned();
            }
        }
    }

    /// <inheritdoc/>
    public SysctlAnswer Write(string name, string value, CallTerms terms)
    {
        if (!terms.MayStart())
        {
            return new SysctlAnswer(SysctlEnd.Refused, "", $"{name}={value}: not written, the lease is not valid");
        }

        bool inTime = DetachedCall<SysctlResult>.TryRun(
            "sysctl write", () => sysctl.Write(name, value), terms.Deadline, terms.WhenGone, out SysctlResult? result);
        return inTime
            ? Answer($"{name}={value}", result!)
            : new SysctlAnswer(
                SysctlEnd.Abandoned, "", $"{name}={value}: no return within {Seconds(terms.Deadline)} s");
    }

    /// <inheritdoc/>
    public string DescribeRead(string name) => $"read {name} (sysctlbyname)";

    /// <inheritdoc/>
    public string DescribeWrite(string name, string value) => $"{name}={value} (sysctlbyname)";

    private void ReadReturned() => Interlocked.Decrement(ref stuckReads);

    private static SysctlAnswer Answer(string action, SysctlResult result) => result.Ok
        ? new SysctlAnswer(SysctlEnd.Ok, result.Value, "")
        : new SysctlAnswer(SysctlEnd.Failed, "", Explained(action, result));

    /// <summary>With the advice of the text, else with that of the errno.</summary>
    private static string Explained(string action, SysctlResult result)
    {
        string said = SysctlAdvice.Of(action, result.Error);
        bool bare = said.EndsWith(OneLine.Of(result.Error), StringComparison.Ordinal);
        return bare && result.Advice.Length > 0 ? $"{said}; {result.Advice}" : said;
    }

    private static string Seconds(TimeSpan span) =>
        span.TotalSeconds.ToString("0.#", System.Globalization.CultureInfo.InvariantCulture);
}
