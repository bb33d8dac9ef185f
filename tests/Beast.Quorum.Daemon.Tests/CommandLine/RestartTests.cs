using System.Diagnostics;
using Beast.Quorum.Daemon.Control;

namespace Beast.Quorum.Daemon.Tests.CommandLine;

public sealed class RestartTests
{
    private static readonly string[] Missing = ["/nonexistent/beastq"];

    [Test]
    public void A_restart_waits_for_the_exit_starts_the_daemon_and_waits_for_its_answer()
    {
        using OldDaemon daemon = new();
        Outcome outcome = daemon.Restart("--", "/bin/sh", "-c", $"touch {daemon.Mark}");
        Assert.Multiple(() =>
        {
            Assert.That(outcome.Code, Is.Zero, outcome.Error);
            Assert.That(File.Exists(daemon.Mark), Is.True, "the start command ran");
            Assert.That(daemon.HasEnded, Is.True);
            Assert.That(outcome.Out.Split('\n'), Has.Length.EqualTo(5), "a line a step");
            Assert.That(outcome.Out, Does.Contain("the new daemon answers"));
        });
    }

    [Test]
    public void Without_a_start_it_says_how_long_there_is()
    {
        using OldDaemon daemon = new();
        Outcome outcome = daemon.Restart("--no-start");
        Assert.That((outcome.Code, daemon.HasEnded), Is.EqualTo((0, true)));
        Assert.That(outcome.Out, Does.Contain("start it within 34.36 s"));
    }

    [Test]
    public void A_start_that_fails_is_critical_and_says_what_happens_next()
    {
        using OldDaemon daemon = new();
        Outcome outcome = daemon.Restart("--", "/bin/sh", "-c", "exit 5");
        Assert.That((outcome.Code, outcome.Error), Is.EqualTo((2, outcome.Error)));
        Assert.That(outcome.Error, Does.Contain("exit code 5").And.Contain("resets this host"));
    }

    [Test]
    public void A_start_command_that_is_not_there_is_critical()
    {
        using OldDaemon daemon = new();
        Outcome outcome = daemon.Restart(["--", .. Missing]);
        Assert.That(outcome.Code, Is.EqualTo(2));
        Assert.That(outcome.Error, Does.Contain("cannot be started").And.Contain("resets this host"));
    }

    /// <summary>Answers as a daemon whose process is a sleeping child of the test; later answers are the new
    /// daemon's.</summary>
    private sealed class OldDaemon : IControlHandler, IDisposable
    {
        private readonly Folder folder = new();
        private readonly Process process = Process.Start("/bin/sleep", "600");
        private readonly ControlServer server;

        public OldDaemon() => server = ControlServer.Start(folder.At("c"), this, TestContext.Out.WriteLine);

        public string Mark => folder.At("started");

        public bool HasEnded => process.HasExited;

        public Outcome Restart(params string[] args) => Outcome.Of(["--socket", folder.At("c"), "restart", .. args]);

        public ControlAnswer Handle(ControlRequest request, CancellationToken cancel)
        {
            if (request.Request != ControlRequests.Restart)
            {
                return ControlAnswer.Done("");
            }

            process.Kill();
            return ControlAnswer.Done("restarting") with { ProcessId = process.Id };
        }

        public void Dispose()
        {
            process.Kill();
            process.Dispose();
            server.Dispose();
            folder.Dispose();
        }
    }
}
