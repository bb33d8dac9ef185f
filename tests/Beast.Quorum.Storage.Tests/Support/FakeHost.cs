using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Plans;
using Beast.Quorum.Core.Time;
using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Platform.Sysctls;
using Beast.Quorum.Storage.Backing;
using Beast.Quorum.Storage.Calls;
using Beast.Quorum.Storage.Steps;
using Beast.Quorum.Storage.Zfs;
using Moq;

namespace Beast.Quorum.Storage.Tests.Support;

/// <summary>
/// A host whose commands give prepared answers and whose sysctls are a dictionary. A command without an answer fails
/// the test. The last answer of a command stays.
/// </summary>
internal sealed class FakeHost
{
    private readonly Dictionary<string, Queue<Func<CommandRequest, CommandResult>>> answers = [];

    public FakeHost(
        AccessMethod sysctl = AccessMethod.Native,
        CommandsConfiguration? commands = null,
        string? stateDirectory = null)
    {
        Runner.Setup(runner => runner.Run(It.IsAny<CommandRequest>())).Returns<CommandRequest>(Answer);
        Sysctl.Setup(variables => variables.Read(It.IsAny<string>())).Returns<string>(Read);
        Sysctl.Setup(variables => variables.Write(It.IsAny<string>(), It.IsAny<string>()))
            .Returns<string, string>(Write);
        BeastqConfiguration configuration = Configuration(sysctl, commands ?? new()) with
        {
            StateDirectory = stateDirectory ?? "/nonexistent/beastq",
        };
        System = new StorageSystem(configuration, Runner.Object, Sysctl.Object, [7])
        {
            Time = Time,
            DiskPatience = TimeSpan.FromMinutes(2),
            BackingPaths = Paths.Object,
        };
        Executor = new StepExecutor(System);
    }

    public Mock<ICommandRunner> Runner { get; } = new(MockBehavior.Strict);

    public Mock<ISysctl> Sysctl { get; } = new(MockBehavior.Strict);

    public Mock<IBackingPaths> Paths { get; } = new(MockBehavior.Strict);

    public JumpingTime Time { get; } = new();

    public StorageSystem System { get; }

    public StepExecutor Executor { get; }

    public Dictionary<string, string> Variables { get; } = new()
    {
        ["kern.cam.ctl.ha_role"] = "1",
        ["kern.cam.ctl.ha_peer"] = "",
        ["kern.cam.ctl.ha_link"] = "2",
    };

    /// <summary>What was run and written, in order.</summary>
    public List<string> Log { get; } = [];

    public List<CommandRequest> Requests { get; } = [];

    public bool MayStart { get; set; } = true;

    public int Gone { get; private set; }

    public GroupConfiguration Group { get; set; } =
        new() { Name = "main", Id = 0, Pools = ["beast"], Luns = [0], Backing = ["/dev/zvol/beast/v0"] };

    public FakeHost On(string line, params CommandResult[] results)
    {
        foreach (CommandResult result in results)
        {
            On(line, _ => result);
        }

        return this;
    }

    public FakeHost On(string line, Func<CommandRequest, CommandResult> answer)
    {
        if (!answers.TryGetValue(line, out Queue<Func<CommandRequest, CommandResult>>? queue))
        {
            answers[line] = queue = new();
        }

        queue.Enqueue(answer);
        return this;
    }

    /// <summary>A pool of which <c>zpool status</c> has nothing bad to say.</summary>
    public FakeHost WithSoundPool(string pool) => On(
        $"/sbin/zpool status {pool}",
        Transcript.Exit(0, $"  pool: {pool}\n state: ONLINE\n  scan: none requested\n"));

    /// <summary>Lets the host find out which ZFS it has; the first entry of the log is the question.</summary>
    public FakeHost Knows(ZfsFamily family)
    {
        const string Version = "/sbin/zpool version";
        On(Version, family == ZfsFamily.OpenZfs
            ? Transcript.Exit(0, "zfs-2.1.9-FreeBSD_g92e0d9d18\nzfs-kmod-2.1.9-FreeBSD_g92e0d9d18\n")
            : Transcript.Exit(2, "", "unrecognized command 'version'\nusage: zpool command args ...\n"));
        System.Versions.Find(new Caller(System, new Countdown(Time, TimeSpan.FromSeconds(5)), () => true, () => { }));
        return this;
    }

    public StepResult Run(StepKind kind, string subject, RetryRule? retry = null, double seconds = 120) =>
        Executor.Run(
            Group,
            new PlanStep(
                0, 0, kind, subject, TimeSpan.FromSeconds(seconds), FailureRule.FailPlan, retry ?? RetryRule.Once),
            () => MayStart,
            () => Gone++);

    public static BeastqConfiguration Configuration(AccessMethod sysctl, CommandsConfiguration commands) => new()
    {
        Cluster = "test",
        Node = 0,
        QuorumDevice = new QuorumDeviceConfiguration(QuorumDeviceKind.Raw, "/dev/da0"),
        Interlinks = [],
        Groups = [],
        Timing = TimingPresets.Balanced,
        Sysctl = sysctl,
        Commands = commands,
    };

    private CommandResult Answer(CommandRequest request)
    {
        string line = CommandText.Of(request.Arguments);
        Func<CommandRequest, CommandResult> answer;
        lock (Log)
        {
            Requests.Add(request);
            if (request.MayStart?.Invoke() == false)
            {
                return Transcript.End(CommandEnd.Refused);
            }

            Log.Add(line);
            if (!answers.TryGetValue(line, out Queue<Func<CommandRequest, CommandResult>>? queue))
            {
                throw new AssertionException($"unexpected command: {line}");
            }

            answer = queue.Count > 1 ? queue.Dequeue() : queue.Peek();
        }

        // Outside the lock: an answer that hangs holds up its own step only.
        return answer(request);
    }

    private SysctlResult Read(string name) => Variables.TryGetValue(name, out string? value)
        ? new SysctlResult(true, value, "")
        : new SysctlResult(false, "", "No such file or directory");

    private SysctlResult Write(string name, string value)
    {
        lock (Log)
        {
            Log.Add($"{name}={value}");
        }

        if (!Variables.ContainsKey(name))
        {
            return new SysctlResult(false, "", "No such file or directory");
        }

        Variables[name] = value;
        return new SysctlResult(true, "", "");
    }
}
