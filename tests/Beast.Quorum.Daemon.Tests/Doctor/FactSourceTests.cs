using Beast.Quorum.Daemon.Doctor.Facts;
using Beast.Quorum.Daemon.Doctor.Gathering;
using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Platform.Sysctls;
using Moq;

namespace Beast.Quorum.Daemon.Tests.Doctor;

/// <summary>How facts come from commands and files; the texts are those of real controllers.</summary>
internal sealed class FactSourceTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Test]
    public void An_imported_pool_is_looked_at_by_zpool_and_zfs()
    {
        Script script = new(new()
        {
            ["/sbin/zpool list -H -o name"] = "beast\n",
            ["/sbin/zpool get -H -o property,value readonly,guid,health,cachefile,failmode,capacity beast"] =
                "readonly\toff\nguid\t3443249971426090515\nhealth\tONLINE\ncachefile\t-\nfailmode\twait\n"
                + "capacity\t0%\n",
            ["/sbin/zpool get -H -o property,value all beast"] =
                "size\t1008M\nfeature@async_destroy\tenabled\nfeature@lz4_compress\tactive\n",
            ["/sbin/zpool get -H -o property,value multihost beast"] =
                "!bad property list: invalid property 'multihost'\nFor more info, run: zpool help list\n",
            ["/sbin/zpool status beast"] =
                "  pool: beast\n state: ONLINE\nconfig:\n\n\tNAME  STATE\n\tbeast  ONLINE\n\t  ada1  ONLINE\n",
            ["/sbin/zfs get -H -r -t volume -o name,property,value volmode,sync beast"] =
                "beast/v0\tvolmode\tdefault\nbeast/v0\tsync\talways\n",
        });
        FactSheet sheet = Gather(script, PoolSources.All);
        Assert.That(Pool(sheet, "imported"), Is.EqualTo(Fact.Is("rw")));
        Assert.That(Pool(sheet, "cachefile"), Is.EqualTo(Fact.Is("-")));
        Assert.That(Pool(sheet, "multihost"), Is.EqualTo(Fact.None), "illumos ZFS has none");
        Assert.That(Pool(sheet, "features"), Is.EqualTo(Fact.Is("async_destroy\tenabled\nlz4_compress\tactive")));
        Assert.That(Pool(sheet, "devices"), Is.EqualTo(Fact.Is("data\tada1\tONLINE")));
        Assert.That(Pool(sheet, "zvols"), Is.EqualTo(Fact.Is("beast/v0\tdefault\talways")));
        Assert.That(sheet[FactName.Features].Unknown, Does.Contain("zpool upgrade -v"));
    }

    [TestCase("", 1)]
    [TestCase("", 0)]
    public void A_standby_that_sees_no_pool_says_so(string text, int exit)
    {
        Script script = new(new() { ["/sbin/zpool list -H -o name"] = "", ["/sbin/zpool import"] = text }, exit);
        FactSheet sheet = Gather(script, PoolSources.All);
        Assert.That(Pool(sheet, "imported"), Is.EqualTo(Fact.Is("no")));
        Assert.That(Pool(sheet, "guid"), Is.EqualTo(Fact.None));
        Assert.That(Pool(sheet, "devices"), Is.EqualTo(Fact.None));
    }

    [Test]
    public void A_listing_that_is_none_leaves_the_pool_unknown()
    {
        FactSheet sheet = Gather(new Script(new() { ["/sbin/zpool list -H -o name"] = "be" }), PoolSources.All);
        Assert.That(Pool(sheet, "imported").Unknown, Does.Contain("no list of names"));
    }

    [Test]
    public void LUNs_come_from_CTL_itself()
    {
        const string xml = "<ctllunlist>\n<lun id=\"0\">\n<backend_type>block</backend_type>\n<size>0</size>\n"
            + "<blocksize>512</blocksize>\n<serial_number>MYSERIAL   0</serial_number>\n"
            + "<device_id>MYDEVID   0</device_id>\n<file>/dev/zvol/beast/v0</file>\n</lun>\n</ctllunlist>\n";
        FactSheet sheet = Gather(
            new Script(new() { ["/usr/sbin/ctladm devlist -x"] = xml }), TargetSources.All);
        Assert.That(sheet[FactName.Luns], Is.EqualTo(
            Fact.Is("0\tMYDEVID   0\tMYSERIAL   0\t/dev/zvol/beast/v0\t512\t")));
    }

    [Test]
    public void Files_and_rc_of_a_FreeBSD_are_read_and_passwords_are_not()
    {
        using Folder folder = new();
        Write(folder, "etc/ctl.conf", "target iqn.a { chap user verysecret lun 0 { path /dev/zvol/beast/v0 } }\n");
        Write(folder, "boot/loader.conf", "ctl_load=\"YES\"\nkern.cam.ctl.ha_role=\"0\"\n");
        Write(folder, "boot/zfs/zpool.cache", "\0\0\0\u0004name\0\0\0\u0005beast\0\0\0");
        Script script = new(new()
        {
            ["/usr/sbin/sysrc -n ctld_enable"] = "YES\n",
            ["/usr/sbin/sysrc -n dumpdev"] = "!sysrc: unknown variable 'dumpdev'\n",
            ["/usr/sbin/service -r"] = "/etc/rc.d/hostid\n/etc/rc.d/ctld\n/usr/local/etc/rc.d/beastq\n",
        });
        FactSheet sheet = Gather(script, probe => TargetSources.All(
            probe with { IsFreeBsd = true, Root = folder.Path }));
        Assert.That(sheet[FactName.CtlConf], Is.EqualTo(Fact.Is("iqn.a\t0\t\t\t\t/dev/zvol/beast/v0")));
        Assert.That(sheet[FactName.Loader("kern.cam.ctl.ha_role")], Is.EqualTo(Fact.Is("0")));
        Assert.That(Pool(sheet, "bootcache"), Is.EqualTo(Fact.Is("/boot/zfs/zpool.cache")));
        Assert.That(sheet[FactName.Rc("ctld_enable")], Is.EqualTo(Fact.Is("YES")));
        Assert.That(sheet[FactName.Rc("dumpdev")], Is.EqualTo(Fact.None));
        Assert.That(sheet[FactName.RcOrder], Is.EqualTo(Fact.Is("hostid\nctld\nbeastq\n")));
        Assert.That(System.Text.Encoding.UTF8.GetString(sheet.Encode()), Does.Not.Contain("verysecret"));
    }

    [Test]
    public void A_pool_whose_name_is_part_of_another_is_not_taken_for_it()
    {
        using Folder folder = new();
        Write(folder, "boot/zfs/zpool.cache", "\0\0\0\u0006beast2\0\0");
        FactSheet sheet = Gather(new Script([]), probe => TargetSources.All(
            probe with { IsFreeBsd = true, Root = folder.Path }));
        Assert.That(Pool(sheet, "bootcache"), Is.EqualTo(Fact.None));
    }

    [Test]
    public void A_source_that_hangs_leaves_its_facts_unknown_and_the_others_known()
    {
        using ManualResetEventSlim never = new(false);
        FactSheet sheet = FactGatherer.Gather(
            1,
            [
                new FactSource("hangs", book => { never.Wait(); book.Set("late", "x"); }),
                new FactSource("quick", book => book.Set("quick", "x")),
                new FactSource("faulty", _ => throw new InvalidOperationException("why")),
            ],
            TimeSpan.FromSeconds(1), CancellationToken.None);
        never.Set();
        Assert.That(sheet["quick"], Is.EqualTo(Fact.Is("x")));
        Assert.That(sheet["late"].Unknown, Does.Contain("not looked at in time"));
        Assert.That(sheet["fault.faulty"], Is.EqualTo(Fact.Is("why")));
    }

    private static Fact Pool(FactSheet sheet, string what) => sheet[FactName.Pool("beast", what)];

    private static FactSheet Gather(Script script, Func<Probe, IEnumerable<FactSource>> sources)
    {
        Probe probe = new(new DoctorPair().Configuration, script, Mock.Of<ISysctl>());
        return FactGatherer.Gather(0, [.. sources(probe)], Patience, CancellationToken.None);
    }

    private static void Write(Folder folder, string name, string text)
    {
        string path = Path.Combine(folder.Path, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    /// <summary>Answers commands; text that begins with ! is an error. What is not in it fails.</summary>
    private sealed class Script(Dictionary<string, string> answers, int exit = 0) : ICommandRunner
    {
        public CommandResult Run(CommandRequest request)
        {
            string line = string.Join(' ', request.Arguments);
            string text = answers.GetValueOrDefault(line, "!no such command\n");
            bool bad = text.StartsWith('!');
            int code = bad ? 1 : line.EndsWith("import", StringComparison.Ordinal) ? exit : 0;
            return new CommandResult(
                CommandEnd.Exited, code, bad ? "" : text, bad ? text[1..] : "", TimeSpan.Zero, 1);
        }
    }
}
