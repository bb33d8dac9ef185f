using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Machine;
using Beast.Quorum.Daemon.Loop;
using Beast.Quorum.Platform.Processes;

namespace Beast.Quorum.Daemon.Adapters;

/// <summary>Runs the configured fencing program: exit 0 means that the peer is off.</summary>
internal sealed class PeerFence(
    FencingConfiguration configuration, ICommandRunner runner, EventQueue queue, IReadOnlyList<int> inherited)
{
    public void Start(long token)
    {
        Thread thread = new(() => queue.Post(Run(token)), 512 * 1024) { IsBackground = true, Name = "fence peer" };
        thread.Start();
    }

    private NodeEvent Run(long token)
    {
        CommandResult result;
        try
        {
            // It inherits the lock too: a fence that outlives its daemon must not meet a successor's decisions.
            result = runner.Run(new CommandRequest(configuration.Command, configuration.Deadline)
            {
                InheritedDescriptors = inherited,
            });
        }
        catch (Exception e)
        {
            // A fence that cannot even be tried has failed; it must not end the process.
            return NodeEvent.FenceEnded(token, false, $"{configuration.Command[0]}: {e.Message}");
        }

        bool off = result.End == CommandEnd.Exited && result.ExitCode == 0;
        string said = (result.StandardError + result.StandardOutput).Trim().ReplaceLineEndings(" ");
        string how = result.End == CommandEnd.Exited ? $"exit {result.ExitCode}" : result.End.ToString();
        string text = $"{configuration.Command[0]}: {how} after {result.Elapsed.TotalSeconds:0.0} s"
            + (said.Length == 0 ? "" : $": {said[..Math.Min(said.Length, 200)]}");
        return NodeEvent.FenceEnded(token, off, text);
    }
}
