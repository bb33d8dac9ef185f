using System.Text.Json;
using Beast.Quorum.Lab.Commands;
using Beast.Quorum.Lab.Geom;
using Beast.Quorum.Lab.Iscsi;
using Beast.Quorum.Lab.Portal;
using Beast.Quorum.Lab.Tests.Support;

namespace Beast.Quorum.Lab.Tests.Iscsi;

/// <summary>iscsictl's words and exit codes, and what becomes of a session's disk.</summary>
public sealed class SessionTests
{
    private const string Portal = "192.168.56.103";
    private const string Target = "iqn.2016-01.local.beast:target0";
    private HostPair _pair = null!;
    private RecordedClient _client = null!;

    [SetUp]
    public void Serve_and_start_iscsid()
    {
        _pair = new HostPair();
        _client = new RecordedClient(_pair, speaksJson: true);
        Serve();
        _client.Run("service iscsid onestart");
    }

    [TearDown]
    public void Stop()
    {
        _client.Dispose();
        _pair.Dispose();
    }

    [TestCase("-A -R -a", "at most one of -A, -M, -R, or -L may be specified")]
    [TestCase("-A", "must specify -a, -n or -t/-p")]
    [TestCase("-A -t x", "-t must always be used with -p")]
    [TestCase("-A -p x", "-p must always be used with -t")]
    [TestCase("-M -p x", "-M requires -i")]
    [TestCase("-M -i 9 -p x", "session-id 9 not found")]
    [TestCase("-R", "must specify either -a, -n, -t, or -p")]
    [TestCase("-L -p x", "-L and -p and mutually exclusive")]
    public void A_wrong_command_has_its_words_and_exit_code_1(string arguments, string words)
    {
        CommandOutput output = _client.Run("iscsictl " + arguments);
        Assert.That((output.Exit, output.Out, output.Error), Is.EqualTo((1, "", $"iscsictl: {words}\n")));
    }

    [Test]
    public void A_second_session_to_the_same_target_and_the_removal_of_none_are_warnings()
    {
        Connect();
        CommandOutput again = _client.Run($"iscsictl -A -p {Portal} -t {Target}");
        Assert.That((again.Exit, again.Error), Is.EqualTo((0, "iscsictl: ISCSISADD: Device busy\n")));
        CommandOutput none = _client.Run("iscsictl -R -t iqn.none");
        Assert.That((none.Exit, none.Error), Is.EqualTo((0, "iscsictl: ISCSISREMOVE: No such process\n")));
    }

    [Test]
    public void A_wait_ends_when_every_session_is_connected_and_fails_when_one_is_not()
    {
        Assert.That(_client.Run($"iscsictl -A -p {Portal} -t {Target} -w 20").Exit, Is.Zero);
        _client.Run($"iscsictl -A -p {Portal} -t iqn.none");
        Assert.That(_client.Run("iscsictl -L -w 1").Exit, Is.EqualTo(1));
        WaitFor(1, view => view.Reason == "Not found", "no such target");
        Assert.That(_client.Run("iscsictl -L").Out, Does.Contain("Not found\n"));
    }

    [Test]
    public void Without_iscsid_a_session_waits_for_it()
    {
        _client.Run("service iscsid onestop");
        _client.Run($"iscsictl -A -p {Portal} -t {Target}");
        Assert.That(_client.Run("iscsictl -L").Out, Does.Contain("Waiting for iscsid(8)\n"));
        _client.Run("service iscsid onestart");
        WaitFor(0, view => view.IsConnected, "connected");
    }

    [Test]
    public void Json_has_the_containers_of_libxo()
    {
        Connect();
        JsonElement session = Session("-L -v");
        Assert.That(session.GetProperty("sessionId").GetInt32(), Is.EqualTo(1));
        Assert.That(session.GetProperty("target").GetProperty("name").GetString(), Is.EqualTo(Target));
        Assert.That(session.GetProperty("target").GetProperty("portal").GetString(), Is.EqualTo(Portal));
        Assert.That(session.GetProperty("state").GetString(), Is.EqualTo("Connected"));
        Assert.That(session.GetProperty("failureReason").GetString(), Is.Empty);
        Assert.That(DeviceOf(session), Is.EqualTo("da0"));
        session = Session("-L");
        Assert.That(session.GetProperty("name").GetString(), Is.EqualTo(Target));
        Assert.That(session.GetProperty("state").GetString(), Is.EqualTo("Connected"));
        Assert.That(DeviceOf(session), Is.EqualTo("da0"));
    }

    [Test]
    public void Version_10_knows_no_json()
    {
        using var old = new RecordedClient(_pair);
        CommandOutput output = old.Run("iscsictl --libxo json -L -v");
        Assert.That(output.Exit, Is.EqualTo(1));
        Assert.That(output.Error, Does.StartWith("iscsictl: illegal option -- -\nusage: iscsictl -A -p portal"));
    }

    [Test]
    public void A_failed_login_is_not_tried_again_for_a_minute_but_a_modify_does_it_at_once()
    {
        _pair.Do(0, "service ctld onestop");
        _client.Run($"iscsictl -A -p {Portal} -t {Target}");
        WaitFor(0, view => view.Reason == "Connection refused", "refused");
        Serve();
        Assert.That(_client.Initiator.Sessions()[0].Look().Reason, Is.EqualTo("Connection refused"));
        Assert.That(_client.Run("iscsictl -M -i 1").Exit, Is.Zero);
        WaitFor(0, view => view.IsConnected, "connected");
    }

    [Test]
    public void A_lun_that_gets_its_medium_later_keeps_size_0_until_the_session_is_made_anew()
    {
        _client.Run("sysctl kern.iscsi.fail_on_disconnection=1");
        _pair.Do(0, "sysctl kern.cam.ctl.ha_role=1");
        Connect();
        Assert.That(_client.Initiator.Disk("da0")!.MediaSize, Is.Zero);
        Assert.That(_client.TakeConsole(), Does.Contain("da0: Attempt to query device size failed: NOT READY, "
            + "Logical unit not ready, manual intervention required"));
        _pair.Do(0, "sysctl kern.cam.ctl.ha_role=0");
        Assert.That(_client.Initiator.Disk("da0")!.MediaSize, Is.Zero);
        _client.Run("iscsictl -M -i 1");
        Eventually.True(() => _client.Initiator.Disk("da0")?.MediaSize == 100 << 20, "the disk has its size");
    }

    [Test]
    public void A_write_reaches_the_zvol_and_errors_of_the_target_are_those_of_the_disk()
    {
        Connect();
        SessionDisk disk = _client.Initiator.Disk("da0")!;
        var block = new byte[DataBlock.Length];
        DataBlock.Fill(block, 5, 17);
        Assert.That(disk.Write(5, block), Is.Zero);
        var read = new byte[DataBlock.Length];
        Assert.That(disk.Read(5, read), Is.Zero);
        Assert.That(DataBlock.SequenceOf(read), Is.EqualTo(17));
        Assert.That(disk.Write(1L << 40, block), Is.EqualTo(Errno.InputOutput));
        _pair.Do(0, "sysctl kern.cam.ctl.ha_role=1");
        Assert.That(disk.Write(5, block), Is.EqualTo(Errno.NotConfigured), "unavailable");
    }

    [Test]
    public void Without_fail_on_disconnection_a_request_waits_for_the_session_to_come_back()
    {
        _client.Run("sysctl kern.iscsi.ping_timeout=1 kern.iscsi.login_timeout=1");
        Connect();
        SessionDisk disk = _client.Initiator.Disk("da0")!;
        _client.Cable(0).IsCut = true;
        WaitFor(0, view => !view.IsConnected, "disconnected");
        Assert.That(_client.Initiator.Disk("da0"), Is.SameAs(disk));
        Task<int> write = Task.Run(() => disk.Write(5, new byte[DataBlock.Length]));
        Assert.That(write.Wait(300), Is.False);
        _client.Cable(0).IsCut = false;
        Assert.That(write.Wait(TimeSpan.FromSeconds(30)), Is.True);
        Assert.That(write.Result, Is.Zero);
    }

    [Test]
    public void With_it_the_disk_vanishes_the_request_fails_and_the_device_switches()
    {
        _client.Run("sysctl kern.iscsi.fail_on_disconnection=1 kern.iscsi.ping_timeout=1");
        Connect();
        _pair.Do(1, "service ctld onestart");
        _pair.ConnectLink();
        _client.Run($"iscsictl -A -p 192.168.56.104 -t {Target}");
        WaitFor(1, view => view is { IsConnected: true, Disks: [{ MediaSize: > 0 }] }, "the other path");
        Assert.That(_client.Run("gmultipath create MP da0 da1").Error, Is.Empty);
        MultipathDevice device = _client.Multipath.Find("MP")!;
        _client.TakeConsole();
        _client.Cable(0).IsCut = true;
        _ = device.Write(5, new byte[DataBlock.Length]);
        Eventually.True(() => _client.Run("gmultipath status -gs").Out == "MP  DEGRADED  da1 (ACTIVE)\n", "one path");
        Assert.That(_client.TakeConsole().FindAll(line => line.StartsWith("GEOM", StringComparison.Ordinal)),
            Is.EqualTo((string[])
            [
                "GEOM_MULTIPATH: Error 6, da0 in MP marked FAIL",
                "GEOM_MULTIPATH: da1 is now active path in MP",
                "GEOM_MULTIPATH: da0 in MP was disconnected",
                "GEOM_MULTIPATH: da0 removed from MP",
            ]), "as in section 6 of the recorded pair");
    }

    private void Serve()
    {
        if (_pair.A.Pools.Find("beast") is null)
        {
            _pair.Do(0, "zpool import -N beast");
            _pair.Do(0, "sysctl kern.cam.ctl.ha_role=0");
        }

        _pair.Do(0, "service ctld onestart");
    }

    private void Connect()
    {
        _client.Run($"iscsictl -A -p {Portal} -t {Target}");
        WaitFor(0, view => view is { IsConnected: true, Disks.Count: 1 }, "connected");
    }

    private void WaitFor(int session, Func<SessionView, bool> holds, string what) =>
        Eventually.True(() => holds(_client.Initiator.Sessions()[session].Look()), what);

    private JsonElement Session(string arguments)
    {
        string text = _client.Run("iscsictl --libxo json " + arguments).Out;
        using JsonDocument whole = JsonDocument.Parse(text);
        Assert.That(whole.RootElement.GetProperty("__version").GetString(), Is.EqualTo("1"));
        return whole.RootElement.GetProperty("iscsictl").GetProperty("session")[0].Clone();
    }

    private static string? DeviceOf(JsonElement session) =>
        session.GetProperty("devices").GetProperty("lun")[0].GetProperty("device").GetString();
}
