using Beast.Quorum.Platform.Processes;

namespace Beast.Quorum.Platform.SelfFencing;

/// <summary>
/// Resets the host by a command, for a lab and for hosts with a power switch of their own. The command gets the reason
/// in BEASTQ_REASON, runs in its own process group, and outlives this process, which ends shortly after the start.
/// </summary>
public sealed class CommandSelfFence : ISelfFence
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);
    private readonly IReadOnlyList<string> arguments;
    private readonly ISelfFenceCalls calls;

    /// <summary>A self-fence that runs <paramref name="arguments"/>.</summary>
    public CommandSelfFence(IReadOnlyList<string> arguments)
        : this(arguments, new SelfFenceCalls())
    {
    }

    internal CommandSelfFence(IReadOnlyList<string> arguments, ISelfFenceCalls calls)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentOutOfRangeException.ThrowIfZero(arguments.Count, nameof(arguments));
        this.arguments = arguments;
        this.calls = calls;
    }

    /// <summary>Descriptors that the command inherits, such as that of the instance lock.</summary>
    public IReadOnlyList<int> InheritedDescriptors { get; init; } = [];

    /// <inheritdoc/>
    public void Fire(string reason, Action<string> failed)
    {
        ArgumentNullException.ThrowIfNull(failed);
        try
        {
            ManualResetEventSlim started = new();
            ChildProcess child = new(
                new SpawnRequest(arguments)
                {
                    Environment = new Dictionary<string, string> { ["BEASTQ_REASON"] = reason },
                    InheritedDescriptors = InheritedDescriptors,
                },
                mayStart: null)
            { Changed = started.Set };
            child.Begin();
            _ = started.Wait(Patience);
            if (!child.IsStarted)
            {
                failed($"{arguments[0]} has not started within {Patience.TotalMilliseconds:0} ms");
            }
            else if (child.StartError is { } why)
            {
                failed(why);
            }
        }
        finally
        {
            // Whatever became of the command: a process that may not serve must not go on.
            calls.KillSelf();
        }
    }
}
