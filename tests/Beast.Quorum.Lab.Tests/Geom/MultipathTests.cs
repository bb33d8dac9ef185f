using Beast.Quorum.Lab.Commands;
using Beast.Quorum.Lab.Geom;
using Beast.Quorum.Lab.Records;
using Beast.Quorum.Lab.Tests.Support;

namespace Beast.Quorum.Lab.Tests.Geom;

/// <summary>gmultipath's verbs, their errors, and what trouble on a path does (10.4: g_multipath.c).</summary>
public sealed class MultipathTests
{
    private readonly List<string> _console = [];
    private TemporaryDirectory _directory = null!;
    private ServingLog _serving = null!;
    private MultipathClass _multipath = null!;
    private Dictionary<string, FakeProvider> _providers = null!;

    [SetUp]
    public void Make_three_disks()
    {
        _console.Clear();
        _directory = new TemporaryDirectory();
        _serving = new ServingLog(Path.Combine(_directory.Path, "serving"));
        _multipath = new MultipathClass(_serving, _console.Add) { IsLoaded = true };
        _providers = new Dictionary<string, FakeProvider>
        {
            ["da0"] = new("da0"),
            ["da1"] = new("da1"),
            ["zvol/p/v"] = new("zvol/p/v") { Pool = "p" },
        };
    }

    [TearDown]
    public void Remove_the_directory()
    {
        _serving.Dispose();
        _directory.Dispose();
    }

    [TestCase("add NONE da0", "Device NONE not found")]
    [TestCase("remove NONE da0", "Device NONE not found")]
    [TestCase("fail NONE da0", "Device NONE not found")]
    [TestCase("rotate NONE", "Device NONE is invalid")]
    [TestCase("prefer NONE da0", "Device NONE is invalid")]
    [TestCase("destroy NONE", "Device NONE is invalid")]
    [TestCase("getactive NONE", "Device NONE is invalid")]
    [TestCase("status NONE", "No such geom: NONE.")]
    [TestCase("list NONE", "No such geom: NONE.")]
    [TestCase("create MP da0", "Device MP already exist")]
    [TestCase("create OTHER", "wrong number of arguments.")]
    [TestCase("create OTHER nothing", "Provider nothing is invalid")]
    [TestCase("add MP da0", "provider da0 is already there")]
    [TestCase("add MP /dev/nothing", "Provider nothing is invalid")]
    [TestCase("add MP", "No 'arg1' argument")]
    [TestCase("remove MP /dev/da0", "Provider /dev/da0 not found")]
    [TestCase("restore MP da9", "Provider da9 not found")]
    [TestCase("prefer MP /dev/da9", "Provider da9 not found")]
    public void An_error_has_its_words_and_exit_code_1(string command, string words)
    {
        Ok("create MP /dev/da0 da1");
        CommandOutput output = Run(command);
        Assert.That((output.Exit, output.Out, output.Error), Is.EqualTo((1, "", $"gmultipath: {words}\n")));
        Assert.That(_multipath.Find("OTHER"), Is.Null);
    }

    [Test]
    public void A_provider_of_another_size_is_refused_and_a_create_with_it_leaves_nothing()
    {
        _providers["da1"].MediaSize = 0;
        Ok("create MP da0");
        Assert.That(Run("add MP da1").Error, Is.EqualTo("gmultipath: Providers size mismatch 104857600 != 0\n"));
        Ok("destroy MP");
        Assert.That(Run("create MP da0 da1").Exit, Is.EqualTo(1));
        Assert.That(Run("status").Out, Is.Empty);
    }

    [Test]
    public void Without_the_module_status_and_list_ask_for_load()
    {
        _multipath.IsLoaded = false;
        CommandOutput output = Run("status -gs");
        Assert.That((output.Exit, output.Error),
            Is.EqualTo((1, "gmultipath: Command 'status' not available; try 'load' first.\n")));
        Ok("load");
        Assert.That(Run("status -gs"), Is.EqualTo(CommandOutput.Ok()));
    }

    [TestCase("status -gs", "MP  OPTIMAL  da0 (ACTIVE)\nMP  OPTIMAL  zvol/p/v (PASSIVE)\n")]
    [TestCase("status -g -s MP", "MP  OPTIMAL  da0 (ACTIVE)\nMP  OPTIMAL  zvol/p/v (PASSIVE)\n")]
    [TestCase("status -s", "multipath/MP  OPTIMAL  da0 (ACTIVE)\nmultipath/MP  OPTIMAL  zvol/p/v (PASSIVE)\n")]
    [TestCase("status -ga",
        "Name   Status  Components\n  MP  OPTIMAL  da0 (ACTIVE)\n               zvol/p/v (PASSIVE)\n")]
    [TestCase("getactive MP", "da0\n")]
    public void A_device_is_shown(string command, string shown)
    {
        Ok("create MP da0 zvol/p/v");
        Assert.That(Run(command).Out, Is.EqualTo(shown));
    }

    [Test]
    public void Several_devices_are_aligned_even_for_scripts()
    {
        Ok("create A da0");
        Ok("create LONGER da1 zvol/p/v");
        Assert.That(Run("status -gs").Out, Is.EqualTo("     A  DEGRADED  da0 (ACTIVE)\n"
            + "LONGER   OPTIMAL  da1 (ACTIVE)\nLONGER   OPTIMAL  zvol/p/v (PASSIVE)\n"));
    }

    [Test]
    public void Rotate_goes_to_the_next_good_path_and_prefer_to_the_named_one()
    {
        Ok("create MP da0 da1 zvol/p/v");
        Ok("rotate MP");
        Assert.That(Run("getactive MP").Out, Is.EqualTo("da1\n"));
        Ok("fail MP zvol/p/v");
        Ok("rotate MP");
        Assert.That(Run("getactive MP").Out, Is.EqualTo("da0\n"));
        Assert.That(Run("prefer MP zvol/p/v").Error, Is.EqualTo("gmultipath: Consumer zvol/p/v is invalid\n"));
        Ok("restore MP zvol/p/v");
        Ok("prefer MP /dev/zvol/p/v");
        Assert.That(Run("getactive MP").Out, Is.EqualTo("zvol/p/v\n"));
        Assert.That(_console, Does.Contain("GEOM_MULTIPATH: zvol/p/v in MP is marked FAIL.")
            .And.Contain("GEOM_MULTIPATH: zvol/p/v in MP is marked OK.")
            .And.Contain("GEOM_MULTIPATH: zvol/p/v now active path in MP"));
    }

    [TestCase(Errno.NotConfigured)]
    [TestCase(Errno.InputOutput)]
    public void An_error_marks_the_path_and_the_request_goes_on_over_the_other(int error)
    {
        Ok("create MP da0 da1");
        _providers["da0"].Error = error;
        Assert.That(_multipath.Find("MP")!.Write(3, new byte[8]), Is.Zero);
        Assert.That(_providers["da1"].Written, Is.EqualTo(1));
        Assert.That(Run("status -gs").Out, Is.EqualTo("MP  DEGRADED  da0 (FAIL)\nMP  DEGRADED  da1 (ACTIVE)\n"));
        Assert.That(_console, Does.Contain($"GEOM_MULTIPATH: Error {error}, da0 in MP marked FAIL")
            .And.Contain("GEOM_MULTIPATH: da1 is now active path in MP"));
    }

    [Test]
    public void When_every_path_fails_the_request_fails_and_the_others_are_taken_for_good_again()
    {
        Ok("create MP da0 da1");
        _providers["da0"].Error = _providers["da1"].Error = Errno.InputOutput;
        Assert.That(_multipath.Find("MP")!.Read(3, new byte[8]), Is.EqualTo(Errno.InputOutput));
        Assert.That(_console, Does.Contain("GEOM_MULTIPATH: all paths in MP were marked FAIL, restore da0"));
        Assert.That(Run("status -gs").Out, Is.EqualTo("MP  DEGRADED  da0 (ACTIVE)\nMP  DEGRADED  da1 (FAIL)\n"));
    }

    [Test]
    public void An_only_path_that_fails_stays_the_active_one()
    {
        Ok("create MP da0");
        _providers["da0"].Error = Errno.NotConfigured;
        Assert.That(_multipath.Find("MP")!.Read(3, new byte[8]), Is.EqualTo(Errno.NotConfigured));
        Assert.That(Run("status -gs").Out, Is.EqualTo("MP  DEGRADED  da0 (ACTIVE)\n"));
    }

    [TestCase("remove")]
    [TestCase("orphan")]
    public void With_its_last_path_the_device_is_destroyed_also_while_it_is_open(string how)
    {
        Ok("create MP zvol/p/v");
        MultipathDevice device = _multipath.Find("MP")!;
        Assert.That(device.Open(7), Is.True);
        if (how == "remove")
        {
            Ok("remove MP zvol/p/v");
        }
        else
        {
            _multipath.Orphan(_providers["zvol/p/v"]);
        }

        Assert.That(_providers["zvol/p/v"].IsOpen, Is.False);
        Assert.That(Run("status").Out, Is.Empty);
        Assert.That(device.Read(0, new byte[8]), Is.EqualTo(Errno.NotConfigured));
        Assert.That(device.Open(8), Is.False);
        Assert.That(_console[^3..], Is.EqualTo((string[])
        [
            "GEOM_MULTIPATH: zvol/p/v removed from MP", "GEOM_MULTIPATH: destroying MP",
            "GEOM_MULTIPATH: MP destroyed",
        ]));
        Ok("create MP da0");
        Assert.That(device.Read(0, new byte[8]), Is.EqualTo(Errno.NotConfigured), "the old one stays dead");
    }

    [Test]
    public void The_host_records_that_it_writes_a_pool_while_the_zvol_is_a_path_of_what_is_open()
    {
        Ok("create MP da0");
        MultipathDevice device = _multipath.Find("MP")!;
        device.Open(4);
        Ok("add MP zvol/p/v");
        device.Close(4);
        string[] lines = File.ReadAllLines(Path.Combine(_directory.Path, "serving"));
        Assert.That(lines.Select(line => line[(line.IndexOf(' ') + 1)..]),
            Is.EqualTo((string[])["lun 4 p writable", "lun 4 p closed"]));
    }

    private CommandOutput Run(string command) =>
        new GmultipathCommand(_multipath, name => _providers.GetValueOrDefault(name)).Run(HostPair.Words(command));

    private void Ok(string command) => Assert.That(Run(command), Is.EqualTo(CommandOutput.Ok()), command);

    private sealed class FakeProvider(string name) : IProvider
    {
        public string Name => name;

        public long MediaSize { get; set; } = 100 << 20;

        public string? Pool { get; set; }

        internal bool IsOpen { get; private set; }

        internal int Error { get; set; }

        internal int Written { get; private set; }

        public int Open()
        {
            IsOpen = true;
            return Errno.None;
        }

        public void Close() => IsOpen = false;

        public int Read(long block, Span<byte> data) => Error;

        public int Write(long block, ReadOnlySpan<byte> data)
        {
            Written += Error == Errno.None ? 1 : 0;
            return Error;
        }
    }
}
