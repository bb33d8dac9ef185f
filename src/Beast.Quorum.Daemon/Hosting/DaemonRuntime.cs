using System.Runtime.InteropServices;
using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Device;
using Beast.Quorum.Core.Machine;
using Beast.Quorum.Core.Plans;
using Beast.Quorum.Core.Records;
using Beast.Quorum.Core.Time;
using Beast.Quorum.Daemon.Adapters;
using Beast.Quorum.Daemon.CommandLine;
using Beast.Quorum.Daemon.Control;
using Beast.Quorum.Daemon.Events;
using Beast.Quorum.Daemon.Fencing;
using Beast.Quorum.Daemon.Loop;
using Beast.Quorum.Daemon.Reporting;
using Beast.Quorum.Daemon.State;
using Beast.Quorum.Daemon.Tracing;
using Beast.Quorum.Platform.Clock;
using Beast.Quorum.Platform.Files;
using Beast.Quorum.Platform.Polling;
using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Platform.SelfFencing;
using Beast.Quorum.Platform.Sysctls;
using Beast.Quorum.Platform.Watchdogs;
using Beast.Quorum.Storage;
using Beast.Quorum.Storage.Inspection;
using Beast.Quorum.Storage.Recovery;
using Beast.Quorum.Storage.Steps;
using StepResult = Beast.Quorum.Storage.Steps.StepResult;

namespace Beast.Quorum.Daemon.Hosting;

/// <summary>Puts the running daemon together from its configuration, and takes it apart again.</summary>
internal sealed class DaemonRuntime : IDisposable
{
    private readonly List<IDisposable> owned = [];

    public required DecisionLoop Loop { get; init; }

    public required EffectRunner Effects { get; init; }

    public required CriticalThreads Threads { get; init; }

    public required OperatorDesk Desk { get; init; }

    public required Reloader Reloader { get; init; }

    public required DeviceWorker Device { get; init; }

    /// <summary>Builds everything, starts the worker threads and the control socket, but not the decisions.</summary>
    public static DaemonRuntime Build(
        DaemonOptions options,
        BeastqConfiguration configuration,
        RecordKey key,
        InstanceLock instance,
        Reporter reporter)
    {
        CriticalThreads threads = new(configuration, (entry, reason) => reporter.Note(entry, ("reason", reason)));
        threads.PrepareProcess();
        threads.Check();
        DeviceGate gate = OpenDevice(configuration, key, reporter, out ClusterIdentity identity);
        TwoSlotFile stateFile = TwoSlotFile.Open(
            StateFileCodec.PathIn(configuration.StateDirectory), StateFileCodec.SlotSize);
        IWatchdog watchdog = WatchdogChoice.Make(
            configuration, new CommandRunner(), new NativeSysctl(), reporter.Note);
        NodeOptions node = MakeOptions(configuration, stateFile, watchdog);
        Instant start = new(MonotonicClock.Ticks);
        TraceWriter? trace = StartTrace(options, node, start, reporter);
        WakePipe wake = new();
        EventQueue queue = new(wake);
        CommandRunner runner = new();
        StorageSystem system = new(configuration, runner, new NativeSysctl(), [instance.Descriptor])
        {
            Reservations = FenceSetup.Reservations(configuration, identity.ClusterId),
        };
        LeaseGuard guard = new(configuration.Groups.Count);
        OperatorDesk desk = new(queue);
        InterlinkSockets interlinks = new(configuration.Interlinks, identity, key, configuration.Node);
        RingReader reader = new(identity, key);
        DeviceWorker device = new(gate, reader, configuration.Node, queue, threads.Prepare);
        StateWriter states = new(stateFile, queue);
        EffectRunner effects = new(
            queue, states, device, interlinks, new RecordEncoder(identity.ClusterId, key), watchdog,
            MakeSteps(configuration, system, guard, queue, reporter),
            [.. configuration.Groups.Select((group, position) =>
                new InspectionThread(
                    group, position, new GroupInspector(system),
                    new ReservationWatch(system, group, () => guard.Serves(position)), new PoolErrorReader(system),
                    queue))],
            new PeerFence(
                FenceMethods.Of(configuration, runner, system, [instance.Descriptor]), guard.Fences, queue),
            MakeSelfFence(configuration, instance, reporter), desk, reporter);
        SnapshotDesk snapshots = new(wake);
        NodeState state = NodeMachine.Create(node, start);
        DaemonRuntime runtime = new()
        {
            Loop = new DecisionLoop(state, queue, wake, interlinks, effects, guard, snapshots, trace),
            Effects = effects,
            Threads = threads,
            Desk = desk,
            Reloader = new Reloader(options.ConfigPath, configuration, desk, reporter),
            Device = device,
        };
        device.Start();
        states.Start();
        ControlServer control = ControlServer.Start(
            ControlSocket.PathIn(configuration.RunDirectory),
            new ControlHandler(configuration, snapshots, desk, runtime.Reloader),
            problem => reporter.Note(DaemonEvents.ControlProblem, ("reason", problem)));
        runtime.owned.AddRange([control, states, device, interlinks, watchdog]);
        runtime.owned.Add(PeerChannel.Start(
            configuration, key, reporter, [CacheFiles.Question(configuration, system, guard)]));
        runtime.owned.AddRange(CacheFiles.Start(configuration, key, system, guard, reporter));
        runtime.owned.AddRange(trace is null ? [] : [trace]);
        return runtime;
    }

    public void Dispose()
    {
        foreach (IDisposable part in owned)
        {
            part.Dispose();
        }
    }

    private static DeviceGate OpenDevice(
        BeastqConfiguration configuration, RecordKey key, Reporter reporter, out ClusterIdentity identity)
    {
        DeviceGate gate = new(
            configuration.QuorumDevice, key, configuration.Timing, ClusterFile.PathIn(configuration.StateDirectory),
            Note);
        using ManualResetEvent stop = new(false);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        Guid cluster = DeviceStart.Cluster(gate, configuration.StateDirectory, Note, stop);
        identity = new ClusterIdentity(cluster, configuration.Timing.Fingerprint);
        return gate;

        void Note(string text) => reporter.Note(DaemonEvents.Note, ("reason", text));

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            stop.Set();
        }
    }

    private static TraceWriter OpenTrace(string path, NodeOptions node, Instant start, Action<string> lost)
    {
        try
        {
            return new TraceWriter(path, node, start, lost);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StartupException(
                ExitCodes.System,
                $"The trace cannot be written: {fault.Message} Name a file for --trace in a directory that can be "
                + "written.");
        }
    }

    private static TraceWriter? StartTrace(DaemonOptions options, NodeOptions node, Instant start, Reporter reporter)
    {
        if (options.TracePath is not { } path)
        {
            return null;
        }

        TraceWriter trace = OpenTrace(path, node, start, Lost);
        reporter.Note(DaemonEvents.TraceStarted, ("path", path));
        return trace;

        void Lost(string reason) => reporter.Note(DaemonEvents.TraceLost, ("path", path), ("reason", reason));
    }

    private static StepThreads MakeSteps(
        BeastqConfiguration configuration,
        StorageSystem system,
        LeaseGuard guard,
        EventQueue queue,
        Reporter reporter)
    {
        return new StepThreads(
            configuration.Groups, new StepExecutor(system), guard, queue,
            (group, step, result, took) => NoteStep(reporter, configuration.Groups[group].Name, step, result, took));
    }

    private static NodeOptions MakeOptions(
        BeastqConfiguration configuration, TwoSlotFile stateFile, IWatchdog watchdog)
    {
        byte[]? saved = stateFile.Read();
        Span<byte> random = stackalloc byte[16];
        System.Security.Cryptography.RandomNumberGenerator.Fill(random);
        return new NodeOptions
        {
            Node = configuration.Node,
            BootId = BootId.Read(NativeSysctl.ReadRaw, () => BootFile.Read(configuration.RunDirectory)),
            Incarnation = BitConverter.ToUInt64(random) | 1,
            Seed = BitConverter.ToUInt64(random[8..]),
            Timing = configuration.Timing,
            Groups = configuration.Groups,
            Watchdog = configuration.Watchdog.Kind == WatchdogKind.None
                ? TimeSpan.Zero
                : watchdog.Effective(configuration.Timing.Watchdog),
            CanFence = configuration.Fencing.Exists,
            ReservesDisks = configuration.Fencing.Reservations is not null,
            OnFenceFailure = configuration.Fencing.OnFailure,
            Saved = saved is null ? null : StateFileCodec.Decode(saved),
        };
    }

    private static SelfFencing MakeSelfFence(
        BeastqConfiguration configuration, InstanceLock instance, Reporter reporter)
    {
        ISelfFence fence = configuration.SelfFence.Method == AccessMethod.Command
            ? new CommandSelfFence(configuration.SelfFence.Command) { InheritedDescriptors = [instance.Descriptor] }
            : new NativeSelfFence();
        return new SelfFencing(
            fence,
            Path.Combine(configuration.StateDirectory, SelfFencing.FileName),
            reason => reporter.Alert(EventTable.Decisions[typeof(Decision.SelfFence)], ("reason", reason)));
    }

    private static void NoteStep(Reporter reporter, string group, PlanStep step, StepResult result, TimeSpan took) =>
        reporter.Note(
            result.Outcome == StepOutcome.Abandoned ? DaemonEvents.CommandAbandoned : DaemonEvents.StepEnded,
            ("group", group),
            ("step", step),
            ("transition", "plan"),
            ("command", step),
            ("elapsed", $"{took.TotalSeconds:0.00} s"),
            ("reason", $"{result.Outcome}: {result.Detail}"));
}
