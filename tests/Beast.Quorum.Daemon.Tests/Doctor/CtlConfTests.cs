using Beast.Quorum.Daemon.Doctor.Reading;

namespace Beast.Quorum.Daemon.Tests.Doctor;

internal sealed class CtlConfTests
{
    /// <summary>The file of a real controller, FreeBSD 10.4.</summary>
    private const string Real = """
        portal-group pg0 {
        	discovery-auth-group no-authentication
        	listen 0.0.0.0
        }

        target iqn.2016-01.local.beast:target0 {
        	auth-group no-authentication
        	portal-group pg0
        	lun 0 {
        		path /dev/zvol/beast/v0
        	}
        }

        """;

    private const string Full = """
        # a comment with { and "
        debug 1
        maxproc 30
        pidfile "/var/run/ctld.pid"
        auth-group ag0 { chap user "secret }" chap-mutual u "s e" m2 s2
          initiator-portal [fd00::]/64 }
        portal-group pg0 { foreign
          listen 10.0.0.1:3260; option foo "b a r"
          tag 257 }
        lun shared { backend block; path /dev/zvol/beast/v1
          device-id "MY DEV 1" serial S1 ctl-lun 1 blocksize 4096 option naa 0x5 }
        target iqn.a { alias "A" portal-group pg0 ag0 portal-group pg1 lun 1 shared
          lun 2 { device-id D2 serial S2 path /dev/zvol/beast/v2 ctl-lun 2 size 10 } }
        """;

    [Test]
    public void The_file_of_a_real_controller_is_read()
    {
        Assert.That(CtlConf.Read(Real, out IReadOnlyList<CtlConfLun> luns), Is.Null);
        Assert.That(luns.Single(), Is.EqualTo(
            new CtlConfLun("iqn.2016-01.local.beast:target0", "0") { Path = "/dev/zvol/beast/v0" }));
    }

    [Test]
    public void Every_word_of_the_grammar_is_passed_and_shared_LUNs_are_looked_up()
    {
        Assert.That(CtlConf.Read(Full, out IReadOnlyList<CtlConfLun> luns), Is.Null);
        Assert.That(luns, Has.Count.EqualTo(2));
        Assert.That(luns[0], Is.EqualTo(new CtlConfLun("iqn.a", "1")
        {
            CtlLun = "1",
            DeviceId = "MY DEV 1",
            Serial = "S1",
            Path = "/dev/zvol/beast/v1",
        }));
        Assert.That(luns[1], Is.EqualTo(new CtlConfLun("iqn.a", "2")
        {
            CtlLun = "2",
            DeviceId = "D2",
            Serial = "S2",
            Path = "/dev/zvol/beast/v2",
        }));
    }

    [TestCase("target foo {", "line 1: a closing brace is missing")]
    [TestCase("target foo {\n lun 0 {\n paht /x\n}\n}", "line 3: 'paht' has no meaning here")]
    [TestCase("target {\n}", "line 1: target needs a name and a block")]
    [TestCase("target a { lun 0 nowhere }", "target a: LUN 0 is 'nowhere', which is nowhere")]
    [TestCase("pidfile \"x", "line 1: a quote is not closed")]
    [TestCase("debug", "line 1: a value is missing")]
    [TestCase("lun x { option a }", "line 1: option needs 2 values")]
    [TestCase("{", "has no meaning here")]
    [TestCase("target a { lun }", "lun needs a number")]
    [TestCase("target a { lun 0 }", "lun needs a name or a block")]
    public void What_is_wrong_is_told_with_its_line(string text, string fault) =>
        Assert.That(CtlConf.Read(text, out _), Does.Contain(fault));

    [Test]
    public void An_empty_file_has_no_LUNs()
    {
        Assert.That(CtlConf.Read("# nothing\n", out IReadOnlyList<CtlConfLun> luns), Is.Null);
        Assert.That(luns, Is.Empty);
    }

    [TestCase("/dev/da5p1", "da5")]
    [TestCase("ada0s1a", "ada0")]
    [TestCase("nvd10p2", "nvd10")]
    [TestCase("da12", "da12")]
    [TestCase("gpt/quorum", "gpt/quorum")]
    [TestCase("mirror/q", "mirror/q")]
    [TestCase("", "")]
    public void The_disk_of_a_partition_is_found(string path, string disk) =>
        Assert.That(DiskName.Disk(path), Is.EqualTo(disk));

    [Test]
    public void Variables_of_the_loader_are_read_the_last_one_counts()
    {
        IReadOnlyDictionary<string, string> variables = ShellVariables.Read(
            "ctl_load=\"YES\" # why\n#x=\"1\"\nkern.cam.ctl.ha_role=\"1\"\n kern.cam.ctl.ha_role = 0 # no\n=\n");
        Assert.That(variables["ctl_load"], Is.EqualTo("YES"));
        Assert.That(variables["kern.cam.ctl.ha_role"], Is.EqualTo("0"));
        Assert.That(variables, Has.Count.EqualTo(2));
    }

    [TestCase(1000, 1073.7418)]
    [TestCase(1073.7418, 1073.7418)]
    [TestCase(1074, 2147.4836)]
    [TestCase(2000, 2147.4836)]
    public void The_watchdog_rounds_up_to_powers_of_two(double asked, double real) => Assert.That(
        WatchdogTime.Effective(TimeSpan.FromMilliseconds(asked)).TotalMilliseconds, Is.EqualTo(real).Within(0.001));
}
