using System.Diagnostics;
using Beast.Quorum.Lab.Clock;
using Beast.Quorum.Lab.Nodes;
using Beast.Quorum.Lab.Records;
using Beast.Quorum.Lab.Tests.Support;

namespace Beast.Quorum.Lab.Tests.Processes;

/// <summary>The stand-in programs as real processes.</summary>
public sealed class ToolTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private TemporaryDirectory _directory = null!;
    private LabDirectory _paths = null!;
    private LabNode _node = null!;

    [SetUp]
    public void Start_a_node()
    {
        _directory = new TemporaryDirectory();
        _paths = new LabDirectory(_directory.Path);
        _node = new LabNode(_paths, 0, LabPair.Program, new SystemLauncher(), new LabNodeOptions());
        _node.PowerOn();
    }

    [TearDown]
    public void Stop_it()
    {
        _node.Dispose();
        _directory.Dispose();
    }

    [Test]
    public void A_tool_prints_on_both_streams_and_ends_with_the_hosts_exit_code()
    {
        (int exit, string output, string error) = Run(Start("sysctl", "kern.hostid", "nosuch.oid"));
        Assert.That((exit, output, error), Is.EqualTo((1, "kern.hostid: 26912414\n",
            "sysctl: unknown oid 'nosuch.oid'\n")));
    }

    [Test]
    public void A_tool_of_a_dead_host_ends_at_once_with_125()
    {
        _node.PowerOff();
        (int exit, _, string error) = Run(Start("zpool", "status"));
        Assert.That(exit, Is.EqualTo(125));
        Assert.That(error, Does.Contain("is gone"));
    }

    [Test]
    public void A_tool_whose_host_dies_while_it_runs_ends_with_125()
    {
        _node.Control("hang", "import", "on");
        CreatePool();
        using Process tool = Start("zpool", "import", "-f", "-N", "beast");
        Eventually.True(() => CommandRecord.Load(_paths.CommandLog(0)).Count == 1, "the import runs");
        _node.PowerOff();
        Assert.That(Run(tool).Exit, Is.EqualTo(125));
    }

    [Test]
    public void A_tool_of_a_frozen_host_waits()
    {
        _node.FreezeHost(true);
        using Process tool = Start("zpool", "list");
        Task<string> output = tool.StandardOutput.ReadToEndAsync();
        Eventually.True(() => ConnectionsTo(_paths.HostSocket(0)) > 0, "the tool has asked");
        Assert.That(output.IsCompleted, Is.False);
        long thawed = LabClock.Now;
        _node.FreezeHost(false);
        Assert.That(output.Wait(Patience), Is.True);
        Assert.That(output.Result, Is.EqualTo("no pools available\n"));
        Assert.That(CommandRecord.Load(_paths.CommandLog(0))[0].Started, Is.GreaterThanOrEqualTo(thawed));
    }

    [Test]
    public void An_import_goes_on_when_the_tool_that_asked_for_it_is_killed()
    {
        _node.Control("hang", "import", "on");
        CreatePool();
        using Process tool = Start("zpool", "import", "-f", "-N", "beast");
        Eventually.True(() => CommandRecord.Load(_paths.CommandLog(0)).Count == 1, "the import runs");
        tool.Kill();
        tool.WaitForExit();
        _node.Control("hang", "import", "off");
        Eventually.True(() => _node.Tool("zpool", "list", "-H", "-o", "name").Out == "beast\n", "the pool is there");
    }

    [Test]
    public void Wrong_arguments_are_explained()
    {
        using Process process = StartLab(["tool"], withHost: false);
        (int exit, _, string error) = Run(process);
        Assert.That(exit, Is.EqualTo(2));
        Assert.That(error, Does.Contain("usage"));
    }

    [TestCase("host", "--dir", "/tmp", "--node", "2")]
    [TestCase("host")]
    [TestCase("watchdog", "--dir", "/tmp")]
    [TestCase("fence")]
    [TestCase("nosuch")]
    public void Wrong_arguments_of_the_other_processes_end_with_2(params string[] arguments)
    {
        using Process process = StartLab(arguments, withHost: false);
        (int exit, _, string error) = Run(process);
        Assert.That(exit, Is.EqualTo(2));
        Assert.That(error, Does.StartWith("lab"));
    }

    /// <summary>Sockets of that name that are connected (state 03) or about to be, and not the listening one.</summary>
    private static int ConnectionsTo(string path) => File.ReadLines("/proc/net/unix").Count(
        line => line.EndsWith(" " + path, StringComparison.Ordinal) && !line.Contains(" 00010000 "));

    private void CreatePool() => new Lab.Pools.PoolStore(_paths.Pools).Create(
        "beast", new Dictionary<string, long> { ["v0"] = 1 << 20 }, 1, ["ada1"], "");

    private Process Start(params string[] command) => StartLab(["tool", .. command], withHost: true);

    private Process StartLab(string[] arguments, bool withHost)
    {
        var start = new ProcessStartInfo(LabPair.Program.FileName, LabPair.Program.Arguments(arguments))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["BEASTQ_LAB_HOST"] = withHost ? _paths.HostSocket(0) : "";
        return Process.Start(start)!;
    }

    private static (int Exit, string Out, string Error) Run(Process tool)
    {
        Task<string> error = tool.StandardError.ReadToEndAsync();
        Task<string> output = tool.StandardOutput.ReadToEndAsync();
        Assert.That(tool.WaitForExit(Patience), Is.True, "the tool ends");
        return (tool.ExitCode, output.Result, error.Result);
    }
}
