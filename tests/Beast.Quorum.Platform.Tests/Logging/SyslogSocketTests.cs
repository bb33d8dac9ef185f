using System.Text;
using Beast.Quorum.Platform.Devices;
using Beast.Quorum.Platform.Logging;
using Beast.Quorum.Platform.Tests.Support;

namespace Beast.Quorum.Platform.Tests.Logging;

internal sealed class SyslogSocketTests
{
    private TemporaryDirectory directory = null!;

    [SetUp]
    public void SetUp() => directory = new TemporaryDirectory();

    [TearDown]
    public void TearDown() => directory.Dispose();

    [Test]
    public void A_line_carries_facility_severity_tag_and_process()
    {
        using DatagramListener syslogd = new(directory["log"]);
        using SyslogSocket log = new("beastq", directory["log"]);

        Assert.That(log.Send(1, "partner lost"), Is.True);
        Assert.That(syslogd.Receive(), Is.EqualTo($"<25>beastq[{Environment.ProcessId}]: partner lost"));
    }

    [Test]
    public void Control_characters_cannot_forge_a_second_line()
    {
        using DatagramListener syslogd = new(directory["log"]);
        using SyslogSocket log = new("beastq", directory["log"]);
        log.Send(6, "a\n<0>b\r\t\0\u001b[0mü");

        Assert.That(syslogd.Receive(), Does.EndWith("a\\n<0>b\\r\\t\\x00\\x1b[0mü"));
    }

    [Test]
    public void A_long_line_is_cut_between_characters()
    {
        using DatagramListener syslogd = new(directory["log"]);
        using SyslogSocket log = new("beastq", directory["log"]);
        for (int shift = 0; shift < 3; shift++)
        {
            Assert.That(log.Send(6, new string('a', shift) + new string('✓', 3000)), Is.True);
            string line = syslogd.Receive();
            Assert.That(Encoding.UTF8.GetByteCount(line), Is.InRange(2046, 2048));
            Assert.That(line, Does.EndWith("✓"));
        }
    }

    [Test]
    public void While_syslogd_is_away_lines_are_dropped_and_counted_and_after_its_restart_they_arrive()
    {
        using SyslogSocket log = new("beastq", directory["log"]);
        Assert.That(log.Send(6, "nobody hears"), Is.False);
        using (DatagramListener first = new(directory["log"]))
        {
            Assert.That(log.Send(6, "one"), Is.True);
            Assert.That(first.Receive(), Does.EndWith("one"));
        }

        Assert.That(log.Send(6, "nobody hears"), Is.False);
        Assert.That((log.Sent, log.Dropped), Is.EqualTo((1L, 2L)));
        using DatagramListener second = new(directory["log"]);
        Assert.That(log.Send(6, "two"), Is.True);
        Assert.That(second.Receive(), Does.EndWith("two"));
        Assert.That(log.LastError, Is.Zero);
    }

    [Test]
    public void A_syslogd_that_does_not_read_never_blocks_us()
    {
        using DatagramListener syslogd = new(directory["log"]);
        using SyslogSocket log = new("beastq", directory["log"]);
        int sent = 0;
        while (log.Send(6, "flood") && sent < 100_000)
        {
            sent++;
        }

        Assert.That(log.LastError, Is.EqualTo(Errno.EAGAIN).Or.EqualTo(Errno.ENOBUFS));
        Assert.That(log.Dropped, Is.EqualTo(1));
        syslogd.Receive();
        Assert.That(log.Send(6, "room again"), Is.True);
    }

    [Test]
    public void The_second_socket_is_used_while_the_first_is_missing()
    {
        using DatagramListener publicSocket = new(directory["log"]);
        using SyslogSocket log = new("beastq", directory["logpriv"], directory["log"]);

        Assert.That(log.Send(6, "through the other"), Is.True);
        Assert.That(publicSocket.Receive(), Does.EndWith("through the other"));
    }

    [Test]
    public void After_the_end_lines_are_dropped_without_an_exception()
    {
        SyslogSocket log = new("beastq", directory["log"]);
        log.Dispose();

        Assert.That(log.Send(6, "late"), Is.False);
    }
}
