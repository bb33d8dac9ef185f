using Beast.Quorum.Daemon.Tests.Configuration;
using Beast.Quorum.Platform.Logging;

namespace Beast.Quorum.Daemon.Tests.RcScript;

/// <summary>The samples for syslogd and newsyslog: one line wrong, and another program's log goes astray.</summary>
public sealed class LogSamplesTests
{
    [Test]
    public void The_selector_is_the_tag_that_beastq_logs_with_and_ends_with_the_file()
    {
        string[] lines = Lines("etc/syslog.d/beastq.conf");
        string tag = (string)typeof(SyslogSocket).GetConstructors().Single().GetParameters()[0].DefaultValue!;

        Assert.That(lines[0], Is.EqualTo("!" + tag));
        Assert.That(lines[1].Split('\t', StringSplitOptions.RemoveEmptyEntries)[1], Is.EqualTo("/var/log/beastq.log"));
        Assert.That(lines[^1], Is.EqualTo("!*"), "what follows in other files must concern every program again");
    }

    [Test]
    public void The_rotation_concerns_the_same_file_and_lets_syslogd_write_on()
    {
        string[] fields = Lines("etc/newsyslog.conf.d/beastq.conf").Single()
            .Split('\t', StringSplitOptions.RemoveEmptyEntries);

        // newsyslog.conf(5): file, owner, mode, count, size in KB, when, flags; no pid file: syslogd gets the signal.
        Assert.That(fields, Has.Length.EqualTo(7));
        Assert.That(fields[0], Is.EqualTo("/var/log/beastq.log"));
        Assert.That(fields[6], Does.Contain("C").And.Not.Contain("N"));
    }

    private static string[] Lines(string path) =>
        [.. File.ReadLines(Repository.File(path)).Where(line => line.Length > 0 && line[0] != '#')];
}
