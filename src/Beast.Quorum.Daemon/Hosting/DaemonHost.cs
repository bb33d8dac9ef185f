using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Records;
using Beast.Quorum.Daemon.Adapters;
using Beast.Quorum.Daemon.CommandLine;
using Beast.Quorum.Daemon.Configuration;
using Beast.Quorum.Daemon.Control;
using Beast.Quorum.Daemon.Events;
using Beast.Quorum.Daemon.Reporting;
using Beast.Quorum.Daemon.Security;
using Beast.Quorum.Daemon.Status;
using Beast.Quorum.Platform.Files;
using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Platform.SelfFencing;
using System.Runtime.InteropServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Serilog;

namespace Beast.Quorum.Daemon.Hosting;

/// <summary>The daemon from its first check to its exit code.</summary>
internal static class DaemonHost
{
    private static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LockPause = TimeSpan.FromMilliseconds(10);

    private static InstanceLock? held;

    /// <summary>Runs the daemon; nothing starts unless everything that can be checked before is in order.</summary>
    public static int Run(DaemonOptions options)
    {
        ConfigurationResult result = ConfigurationFile.Load(options.ConfigPath);
        if (!result.IsValid)
        {
            Console.Error.WriteLine(ConfigurationText.Check(options.ConfigPath, result).TrimEnd());
            return ExitCodes.Configuration;
        }

        using Serilog.Core.Logger log = LogFactory.Create(options.Foreground);
        using PosixSignalRegistration hangup = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Early);
        try
        {
            return Run(options, TriggerCommands.Apply(result.Configuration), log);
        }
        catch (Exception fault) when (fault is StartupException or KeyFileException or ControlException
            or IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            log.Fatal("{Line:l}", $"beastq does not start: {fault.Message}");
            Console.Error.WriteLine($"beastq: {fault.Message}");
            return fault switch
            {
                StartupException startup => startup.Code,
                KeyFileException => ExitCodes.Configuration,
                _ => ExitCodes.System,
            };
        }
    }

    /// <summary>A reload that is asked for before there is anything to reload must not end the process.</summary>
    private static void Early(PosixSignalContext context) => context.Cancel = true;

    private static int Run(DaemonOptions options, BeastqConfiguration configuration, Serilog.Core.Logger log)
    {
        RecordKey key = new(KeyFile.Load(configuration.KeyFile));
        MakeDirectory("state_directory", configuration.StateDirectory);
        MakeDirectory("run_directory", configuration.RunDirectory);

        // Never disposed: it is held until the process is gone, which a write that hangs in the kernel may delay.
        InstanceLock instance = TakeLock(Path.Combine(configuration.RunDirectory, "beastq.lock"));
        held = instance;
        Trigger? trigger = null;
        using Reporter reporter = new(
            new EventWriter([.. configuration.Groups.Select(group => group.Name)]),
            log,
            configuration.StateDirectory,
            configuration.Node,
            decision => trigger?.Decided(decision));
        AppDomain.CurrentDomain.UnhandledException += (_, fault) =>
            reporter.Alert(DaemonEvents.Crashed, ("reason", fault.ExceptionObject.ToString()));
        Announce(configuration, reporter);
        ExplainSelfFence(configuration, reporter);
        using DaemonRuntime runtime = DaemonRuntime.Build(options, configuration, key, instance, reporter);
        if (configuration.Trigger is { Count: > 0 } script && !configuration.Groups.Any(UsesTrigger))
        {
            trigger = new Trigger(
                script, configuration.Node, new CommandRunner(), instance.Descriptor,
                (entry, fields) => reporter.Note(entry, fields));
        }

        Serve(runtime, reporter, log);
        trigger?.Dispose();
        return Environment.ExitCode;

        bool UsesTrigger(GroupConfiguration group) => group.Profile == StorageProfile.Custom
            && group.Custom.Takeover.Any(command => command.Count > 0 && command[0] == script[0]);
    }

    private static void Serve(DaemonRuntime runtime, Reporter reporter, Serilog.Core.Logger log)
    {
        DecisionThread decisions = new(runtime.Loop, runtime.Effects, runtime.Threads, reporter);
        decisions.Start();

        // The empty builder: the default one watches the working directory for changed settings.
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings
        {
            ContentRootPath = "/",
            DisableDefaults = true,
        });
        builder.Logging.AddSerilog(log);
        builder.Services.AddSingleton<IHostLifetime>(_ => new DaemonLifetime(runtime.Desk, runtime.Reloader));
        builder.Services.AddSingleton(decisions);
        builder.Services.AddHostedService<DaemonService>();
        using IHost host = builder.Build();
        host.Run();
    }

    /// <summary>
    /// The lock outlives its daemon while a command of it runs, so a short wait is normal after a crash.
    /// </summary>
    private static InstanceLock TakeLock(string path)
    {
        long limit = Platform.Clock.MonotonicClock.After(LockPatience);
        while (true)
        {
            InstanceLock? taken = InstanceLock.TryAcquire(path, out int holder);
            if (taken is not null)
            {
                return taken;
            }

            if (Platform.Clock.MonotonicClock.Ticks > limit)
            {
                throw new StartupException(
                    ExitCodes.Locked,
                    $"{path} is held by process {holder} or a command of it. Another daemon runs, or a command of a "
                    + "former one has not ended: look with 'beastq status' and ps(1).");
            }

            Thread.Sleep(LockPause);
        }
    }

    private static void MakeDirectory(string key, string path)
    {
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StartupException(
                ExitCodes.System,
                $"{path} cannot be made: {fault.Message} Make it by hand, or set {key} to a place that can be "
                + "written.");
        }
    }

    private static void Announce(BeastqConfiguration configuration, Reporter reporter)
    {
        reporter.Note(
            DaemonEvents.Started,
            ("version", StatusContext.ProgramVersion),
            ("cluster", configuration.Cluster),
            ("node", configuration.Node),
            ("pid", Environment.ProcessId));
        if (configuration.AcceptNoFencing)
        {
            reporter.Note(DaemonEvents.NoFencing);
        }
    }

    private static void ExplainSelfFence(BeastqConfiguration configuration, Reporter reporter)
    {
        string path = Path.Combine(configuration.StateDirectory, SelfFencing.FileName);
        if (Sentinel.Read(path) is { } text)
        {
            reporter.Note(DaemonEvents.SentinelFound, ("reason", text.Trim()));
            Sentinel.Clear(path);
        }

        bool byCommand = configuration.SelfFence.Method == AccessMethod.Command;
        foreach (string warning in byCommand ? [] : SelfFenceOutlook.Warnings(SystemSysctl.Of(configuration, [])))
        {
            reporter.Note(DaemonEvents.Note, ("reason", warning));
        }
    }
}
