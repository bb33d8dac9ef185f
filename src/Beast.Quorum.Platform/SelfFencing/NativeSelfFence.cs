using System.Globalization;

namespace Beast.Quorum.Platform.SelfFencing;

/// <summary>
/// The ladder: panic by sysctl (skips all shutdown handlers, so dead storage cannot hold it up), then
/// reboot(RB_NOSYNC), which runs them and may hang, then the end of this process. On Linux there is no first step.
/// A step that fails, throws or hangs leads to the next.
/// </summary>
public sealed class NativeSelfFence : ISelfFence
{
    private const int StackBytes = 256 * 1024;
    private readonly ISelfFenceCalls calls;

    /// <summary>The real thing.</summary>
    public NativeSelfFence()
        : this(new SelfFenceCalls())
    {
    }

    internal NativeSelfFence(ISelfFenceCalls calls) => this.calls = calls;

    /// <summary>How long a panic may take to come; a refused one returns at once.</summary>
    internal TimeSpan PanicWithin { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a reboot may take before the process ends nevertheless.</summary>
    internal TimeSpan RebootWithin { get; init; } = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public void Fire(string reason, Action<string> failed)
    {
        ArgumentNullException.ThrowIfNull(failed);
        try
        {
            Try("panic", calls.Panic, PanicWithin, failed);
        }
        finally
        {
            try
            {
                Try("reboot", calls.Reboot, RebootWithin, failed);
            }
            finally
            {
                calls.KillSelf();
            }
        }
    }

    private static void Try(string step, Func<string?> take, TimeSpan within, Action<string> failed)
    {
        string? why = string.Create(
            CultureInfo.InvariantCulture, $"nothing came of it within {within.TotalSeconds:0.#} s");
        try
        {
            Thread thread = new(() => why = Taken(take), StackBytes) { IsBackground = true, Name = "self-fence" };
            thread.Start();
            thread.Join(within);
        }
        catch (Exception e)
        {
            // No thread to be had: then without one, and without a limit.
            why = $"{e.Message}; {Taken(take)}";
        }

        if (why is not null)
        {
            failed($"{step} failed: {why}");
        }
    }

    /// <summary>Why the step failed; null if there is no such step here.</summary>
    private static string? Taken(Func<string?> take)
    {
        try
        {
            return take();
        }
        catch (Exception e)
        {
            // Whatever it was, the next step follows.
            return e.Message;
        }
    }
}
