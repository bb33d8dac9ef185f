using System.Net.Sockets;
using Beast.Quorum.Core.Machine;
using Beast.Quorum.Daemon.Events;
using Beast.Quorum.Daemon.Reporting;
using Beast.Quorum.EndToEnd.Tests.Support;
using Beast.Quorum.Platform.Logging;
using Serilog;

namespace Beast.Quorum.EndToEnd.Tests.Daemon;

/// <summary>What syslogd is told: daemon facility (24) plus who must act (alert is 1, notice 5).</summary>
[TestFixture]
internal sealed class SyslogTests
{
    [Test]
    public void Decisions_go_to_syslog_with_id_and_severity()
    {
        using TestFolder folder = new();
        using SyslogListener syslogd = new(folder.File("log"));
        using SyslogSocket socket = new("beastq", folder.File("log"));
        using Serilog.Core.Logger log = new LoggerConfiguration().WriteTo.Sink(new SyslogSink(socket)).CreateLogger();
        using (Reporter reporter = new(new EventWriter(["tank"]), log, folder.Path, 0, _ => { }))
        {
            reporter.Report(new Decision.BeginTakeover(0, 3, "the lease is held"));
            reporter.Report(new Decision.Serve(0, 3, "the plan went through"));
            reporter.Report(new Decision.Release(0, 3, "given up"));
        }

        Eventually.True(() => syslogd.Lines.Count == 3, "three lines", () => string.Join('\n', syslogd.Lines));
        string head = $"beastq[{Environment.ProcessId}]: ";
        Assert.That(syslogd.Lines[0], Does.StartWith($"<25>{head}BQ1009 takeover_begun"));
        Assert.That(syslogd.Lines[1], Does.StartWith($"<25>{head}BQ1010 serving"));
        Assert.That(syslogd.Lines[2], Does.StartWith($"<29>{head}BQ1015 released"));
        Assert.That(syslogd.Lines[0], Does.Contain("group=tank").And.Contain("epoch=3"));
    }

    [Test]
    public void The_real_program_writes_to_this_systems_syslog_socket()
    {
        using SyslogListener syslogd = Listen(SyslogSocket.DefaultPaths[0]);
        using PairSetup pair = PairSetup.Ready();
        using DaemonUnderTest daemon = pair.First.Start();
        daemon.AwaitServing(1);

        string head = $"beastq[{daemon.Pid}]: ";
        AwaitLine($"<29>{head}BQ2001 started");
        AwaitLine($"<25>{head}BQ1009 takeover_begun");
        AwaitLine($"<25>{head}BQ1010 serving");

        void AwaitLine(string start) => Eventually.True(
            () => syslogd.Lines.Any(line => line.StartsWith(start, StringComparison.Ordinal)),
            start, () => string.Join('\n', syslogd.Lines));
    }

    private static SyslogListener Listen(string path)
    {
        try
        {
            return new SyslogListener(path);
        }
        catch (SocketException fault)
        {
            Assert.Ignore($"this test must be the listener at {path}, and cannot ({fault.SocketErrorCode})");
            throw;
        }
    }
}
