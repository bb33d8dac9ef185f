using Beast.Quorum.Daemon.Control;
using Beast.Quorum.Daemon.Journal;
using Beast.Quorum.Daemon.Status;
using Beast.Quorum.Platform.Processes;

namespace Beast.Quorum.EndToEnd.Tests.Support;

/// <summary>
/// A running <c>beastq daemon</c>: its control socket, its journal, its output; and its trace, which the pair replays.
/// </summary>
internal sealed class DaemonUnderTest : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly NodeSetup setup;
    private readonly SpawnedProcess process;

    internal DaemonUnderTest(NodeSetup setup, string[] arguments)
    {
        this.setup = setup;
        process = SpawnedProcess.Start(
            [
                .. setup.Launcher, .. Beastq.Words,
                "daemon", "--foreground", "--config", setup.Configuration, .. arguments,
                .. Trace(arguments),
            ],
            null, null, setup.Output, setup.Output);
    }

    internal int Pid => process.Pid;

    internal bool HasExited => process.HasExited;

    internal string SocketPath => Path.Combine(setup.RunDirectory, "control.sock");

    /// <summary>Its status; null while it does not answer.</summary>
    internal StatusDocument? Status()
    {
        try
        {
            return Ask(ControlRequests.Status).Status;
        }
        catch (ControlException)
        {
            return null;
        }
    }

    internal ControlAnswer Ask(string request, string? group = null, int? target = null) =>
        new ControlClient(SocketPath).Ask(
            new ControlRequest { Request = request, Group = group, Target = target }, TimeSpan.FromSeconds(60));

    internal IReadOnlyList<JournalEntry> Journal() => new JournalReader(setup.StateDirectory).ReadLast(100_000);

    internal int Count(string name) => Journal().Count(entry => entry.Name == name);

    internal IReadOnlyList<GroupStatus> Served() =>
        [.. (Status()?.Groups ?? []).Where(group => group.Phase == "serving")];

    internal void AwaitServing(int groups) => Await(() => Served().Count == groups, $"it serves {groups} groups");

    internal void AwaitEvent(string name, int times = 1) =>
        Await(() => Count(name) >= times, $"{times} events '{name}' in its journal");

    internal void Await(Func<bool> condition, string what) => Eventually.True(
        () => condition() || (process.HasExited && !condition() && Gone(what)),
        $"node {setup.Node}: {what}",
        () => File.ReadAllText(setup.Output));

    internal void Signal(int signal) => process.Signal(signal);

    internal void Kill()
    {
        process.Signal(Signals.Kill);
        Assert.That(process.WaitForExit(Patience), Is.True);
    }

    /// <summary>Waits for its end and gives its exit code.</summary>
    internal int Ended()
    {
        Assert.That(process.WaitForExit(TimeSpan.FromSeconds(60)), Is.True, () => "it goes on:\n" + Output());
        return process.ExitCode;
    }

    internal string Output() => File.ReadAllText(setup.Output);

    public void Dispose() => process.Dispose();

    private string[] Trace(string[] arguments) =>
        arguments.Contains("--trace") || !setup.Pair.WritesTraces ? [] : ["--trace", setup.NextTrace()];

    private bool Gone(string what)
    {
        Assert.Fail($"node {setup.Node} ended with {process.ExitCode} before {what}:\n{Output()}");
        return false;
    }
}
