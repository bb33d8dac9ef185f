using Beast.Quorum.Core.Configuration;

namespace Beast.Quorum.Daemon.Configuration.Schema;

/// <summary>The keys of self-fence and fencing.</summary>
internal static class FencingSchema
{
    public static SectionKind SelfFence { get; } = new(
        _ => new SelfFenceConfiguration(),
        [
            Setting.Of<SelfFenceConfiguration, AccessMethod>(
                "method",
                Kinds.Access,
                "native: stop patting the watchdog, panic, reboot; command: run the command.",
                fence => fence.Method,
                (fence, value) => fence with { Method = value }),
            Setting.Of<SelfFenceConfiguration, IReadOnlyList<string>>(
                "command",
                Kinds.Command,
                "The command that resets this host, for method command.",
                fence => fence.Command,
                (fence, value) => fence with { Command = value },
                example: "[/usr/local/sbin/reset-this-host]"),
        ]);

    public static SectionKind Fencing { get; } = new(
        _ => new FencingConfiguration(),
        [
            Setting.Of<FencingConfiguration, FencingMethod>(
                "method",
                new ChoiceKind<FencingMethod>(("none", FencingMethod.None), ("command", FencingMethod.Command)),
                "none: a takeover waits for the whole lease; command: run the command first and do not wait.",
                fencing => fencing.Method,
                (fencing, value) => fencing with { Method = value }),
            Setting.Of<FencingConfiguration, IReadOnlyList<string>>(
                "command",
                Kinds.Command,
                "The program that switches the peer off, for method command; exit 0 means that the peer is off.",
                fencing => fencing.Command,
                (fencing, value) => fencing with { Command = value },
                example: "[/usr/local/sbin/ipmi-off, ctrl-b]"),
            Setting.Of<FencingConfiguration, TimeSpan>(
                "deadline",
                new DurationKind(ConfigurationBounds.FencingDeadline),
                "Time after which the program is killed and fencing has failed.",
                fencing => fencing.Deadline,
                (fencing, value) => fencing with { Deadline = value }),
            Setting.Of<FencingConfiguration, FenceFailureRule>(
                "on_failure",
                new ChoiceKind<FenceFailureRule>(
                    ("hold", FenceFailureRule.Hold),
                    ("wait-lease", FenceFailureRule.WaitLease)),
                "What follows a failure: take nothing over until an operator acts, or wait as with method none.",
                fencing => fencing.OnFailure,
                (fencing, value) => fencing with { OnFailure = value }),
        ]);
}
