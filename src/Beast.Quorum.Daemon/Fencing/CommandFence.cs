using System.Diagnostics;
using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Platform.Processes;

namespace Beast.Quorum.Daemon.Fencing;

/// <summary>
/// <c>command</c>: a power switch or IPMI program, and if there is one the program that says whether the peer is off.
/// </summary>
internal sealed class CommandFence(
    FencingMethodConfiguration configuration, ICommandRunner runner, IReadOnlyList<int> inherited) : IFenceMethod
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(500);

    public string Name => FenceMethods.NameOf(FencingMethod.Command);

    public FenceAnswer Fence(Func<bool> goesOn)
    {
        long start = Stopwatch.GetTimestamp();
        CommandResult ordered = Run(configuration.Command, configuration.Deadline);
        string text = Describe(configuration.Command, ordered);
        if (!Said(ordered, 0) || configuration.Verify.Count == 0)
        {
            return new FenceAnswer(Said(ordered, 0), text);
        }

        // A switch that has obeyed may need a moment until the power is gone.
        string seen = "no time left to verify it";
        while (configuration.Deadline - Stopwatch.GetElapsedTime(start) is var left && left > TimeSpan.Zero && goesOn())
        {
            CommandResult looked = Run(configuration.Verify, left);
            seen = Describe(configuration.Verify, looked);
            if (Said(looked, 0))
            {
                return new FenceAnswer(true, $"{text}; verified by {seen}");
            }

            Thread.Sleep(BetweenLooks);
        }

        return new FenceAnswer(false, $"{text}; but it was not seen off: {seen}");
    }

    public FenceProof Prove()
    {
        string byHand = $"to prove the switch itself, in a quiet hour: stop beastq on the peer, run "
            + $"'{string.Join(' ', configuration.Command)}' here, see that the peer's power is off, and switch it on";
        if (configuration.Verify.Count == 0)
        {
            return new FenceProof(FenceOutcome.Partly,
                ["nothing can be tried without switching the peer off: verify is not set", byHand]);
        }

        CommandResult looked = Run(configuration.Verify, configuration.Deadline);
        string seen = Describe(configuration.Verify, looked);
        if (looked.End != CommandEnd.Exited)
        {
            return new FenceProof(FenceOutcome.Failed, [$"the verification command does not work: {seen}", byHand]);
        }

        return looked.ExitCode == 0
            ? new FenceProof(FenceOutcome.Failed,
                [$"the verification command says that the peer is off: {seen}",
                    "if the peer runs, the command lies and would let a takeover begin beside it"])
            : new FenceProof(FenceOutcome.Partly,
                [$"the verification command says that the peer is not off, as it must while it runs: {seen}", byHand]);
    }

    // It inherits the lock too: a fence that outlives its daemon must not meet a successor's decisions.
    private CommandResult Run(IReadOnlyList<string> line, TimeSpan deadline) =>
        runner.Run(new CommandRequest(line, deadline) { InheritedDescriptors = inherited });

    private static bool Said(CommandResult result, int code) =>
        result.End == CommandEnd.Exited && result.ExitCode == code;

    private static string Describe(IReadOnlyList<string> line, CommandResult result)
    {
        string said = (result.StandardError + result.StandardOutput).Trim().ReplaceLineEndings(" ");
        string how = result.End == CommandEnd.Exited ? $"exit {result.ExitCode}" : result.End.ToString();
        return $"{line[0]}: {how} after {result.Elapsed.TotalSeconds:0.0} s"
            + (said.Length == 0 ? "" : $": {said[..Math.Min(said.Length, 200)]}");
    }
}
