using System.Collections.Concurrent;
using System.Globalization;
using Beast.Quorum.Core.Machine;
using Beast.Quorum.Daemon.Events;
using Beast.Quorum.Platform.Processes;

namespace Beast.Quorum.Daemon.Reporting;

/// <summary>
/// Calls a script as the original BQ calls its trigger: reporting node, subject node, <c>alive</c> or <c>dead</c>; for
/// the own node's start, the peer's death once this node holds a lease of its, and the peer's return.
/// </summary>
internal sealed class Trigger : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);
    private readonly BlockingCollection<(int Subject, string State)> calls = new(1000);
    private readonly IReadOnlyList<string> script;
    private readonly int node;
    private readonly ICommandRunner runner;
    private readonly Action<EventEntry, (string Key, object? Value)[]> note;
    private readonly int descriptor;
    private bool peerDead;

    public Trigger(
        IReadOnlyList<string> script,
        int node,
        ICommandRunner runner,
        int inheritedDescriptor,
        Action<EventEntry, (string Key, object? Value)[]> note)
    {
        this.script = script;
        this.node = node;
        this.runner = runner;
        this.note = note;
        descriptor = inheritedDescriptor;
        Thread thread = new(Serve) { IsBackground = true, Name = "trigger" };
        thread.Start();
        calls.Add((node, "alive"));
    }

    /// <summary>Told of every decision; calls the script for those that BQ called it for.</summary>
    public void Decided(Decision decision)
    {
        switch (decision)
        {
            case Decision.BeginTakeover when !peerDead && PeerSuspect:
                peerDead = true;
                calls.TryAdd((1 - node, "dead"));
                break;
            case Decision.SuspectPeer:
                PeerSuspect = true;
                break;
            case Decision.TrustPeer:
                PeerSuspect = false;
                if (peerDead)
                {
                    peerDead = false;
                    calls.TryAdd((1 - node, "alive"));
                }

                break;
        }
    }

    public void Dispose() => calls.CompleteAdding();

    private bool PeerSuspect { get; set; }

    private void Serve()
    {
        foreach ((int subject, string state) in calls.GetConsumingEnumerable())
        {
            string[] arguments =
            [
                node.ToString(CultureInfo.InvariantCulture), subject.ToString(CultureInfo.InvariantCulture), state,
            ];
            CommandResult result = runner.Run(new CommandRequest([.. script, .. arguments], Deadline)
            {
                InheritedDescriptors = [descriptor],
            });
            string called = string.Join(' ', arguments);
            if (result.Succeeded)
            {
                string took = $"{result.Elapsed.TotalSeconds:0.0} s";
                note(DaemonEvents.TriggerRan, [("arguments", called), ("elapsed", took)]);
            }
            else
            {
                string why = result.End == CommandEnd.Exited ? $"exit {result.ExitCode}" : result.End.ToString();
                note(DaemonEvents.TriggerFailed,
                    [("arguments", called), ("reason", $"{why} {result.StandardError.Trim()}".Trim())]);
            }
        }
    }
}
