using Beast.Quorum.Core.Device;
using Beast.Quorum.Core.Machine;
using Beast.Quorum.Core.Records;
using Beast.Quorum.Core.Time;
using Beast.Quorum.Daemon.DeviceTools;
using Beast.Quorum.Daemon.Security;
using Beast.Quorum.Daemon.State;
using Beast.Quorum.Daemon.Tests.CommandLine;
using Beast.Quorum.Platform.Files;

namespace Beast.Quorum.Daemon.Tests.DeviceTools;

public sealed class DeviceToolTests
{
    private Folder folder = null!;

    [SetUp]
    public void Make()
    {
        folder = new Folder();
        KeyFile.Generate(folder.At("key"), force: false);
    }

    [TearDown]
    public void Remove() => folder.Dispose();

    [Test]
    public void A_file_becomes_a_quorum_device_as_with_BQ()
    {
        Outcome outcome = Init("-f", "1", "-t", "10");
        Assert.Multiple(() =>
        {
            Assert.That(outcome.Code, Is.Zero, outcome.Error);
            Assert.That(outcome.Out, Does.StartWith("BeaST Quorum is installed.\n"));
            Assert.That(outcome.Out, Does.Contain("-f 1 -t 10 means timing bq-compat"));
            Assert.That(new FileInfo(folder.At("q")).Length, Is.EqualTo(1 << 20));
        });
        byte[] content = File.ReadAllBytes(folder.At("q"));
        RecordKey key = new(KeyFile.Load(folder.At("key")));
        for (int block = 0; block < 2; block++)
        {
            Assert.That(DeviceHeaderCodec.Decode(content.AsSpan(4096 * block, 4096), key, out DeviceHeader? header),
                Is.EqualTo(HeaderStatus.Valid));
            Assert.That((header!.ClusterName, header.Timing), Is.EqualTo(("c1", TimingPresets.BqCompat)));
            RingView view = new();
            new RingReader(new ClusterIdentity(header.ClusterId, header.Timing.Fingerprint), key)
                .Read(content.AsSpan(4096 * 8 * (block + 1), DeviceLayout.RingBytes), 0, block, view);
            Assert.That((view.HasRecord, view.InvalidCount, view.Newest.IsEmpty), Is.EqualTo((true, 0, true)));
        }
    }

    [Test]
    public void Show_prints_BQs_lines_and_more()
    {
        Init("-f", "1");
        Outcome outcome = Outcome.Of("device", "show", "--device", folder.At("q"), "--key", folder.At("key"));
        Assert.That(outcome.Code, Is.Zero, outcome.Error);
        Assert.That(outcome.Out, Does.StartWith("""
            BQuorum Label:          BQ
            BQuorum Version:        1
            Heartbeat Frequency:    1
            Heartbeat Timeout:      9.682
            Node 0 Current State:   0
            Node 1 Current State:   0
            Node 0 Timestamp block: 15
            Node 1 Timestamp block: 23
            Node 0 Timestamp value: 0
            Node 1 Timestamp value: 0

            Device:
            """));
        Assert.That(outcome.Out, Does.Contain("Invalid blocks:       none").And.Contain("empty: initialised"));
    }

    [Test]
    public void A_node_that_writes_is_shown_alive_with_its_groups()
    {
        Init();
        RecordKey key = new(KeyFile.Load(folder.At("key")));
        using BlockAccess device = BlockAccess.Open(new(default, folder.At("q")), readOnly: false);
        DeviceReading first = DeviceReading.Take(device, key);
        Record record = new()
        {
            Node = 1,
            Sequence = (5UL << 32) | 9,
            TimingFingerprint = first.Header!.Timing.Fingerprint,
            GroupCount = 1,
            WallMilliseconds = 1480787008000,
        };
        record.Groups[0] = new GroupEntry
        {
            Id = 3,
            Role = GroupRole.Own,
            Epoch = 7,
            HighestSeen = 8,
            LastOwned = 7,
            Target = GroupEntry.NoTarget,
        };
        byte[] block = new byte[4096];
        RecordCodec.Encode(record, first.Header.ClusterId, key, block);
        device.WriteBlock(DeviceLayout.BlockOffset(1, 0), block);
        string text = DeviceShow.Write("q", first, DeviceReading.Take(device, key), DateTimeOffset.UnixEpoch, []);
        Assert.Multiple(() =>
        {
            Assert.That(text, Does.Contain("Node 1 Current State:   1\n").And.Contain("Node 0 Current State:   0\n"));
            Assert.That(text, Does.Contain("Node 1 Timestamp block: 16\n"));
            Assert.That(text, Does.Contain("Node 1 Timestamp value: 1480787008\n"));
            Assert.That(text, Does.Contain("generation 5, counter 9, alive"));
            Assert.That(text, Does.Contain("own, epoch 7, highest seen 8, last owned 7\n"));
        });
    }

    [Test]
    public void A_quorum_device_is_not_made_again_without_force()
    {
        Init();
        Assert.That((Init().Code, Init("--force").Code), Is.EqualTo((1, 0)));
        Assert.That(Init().Error, Does.Contain("the quorum of cluster c1").And.Contain("--force"));
    }

    [TestCase(510, "55AA", "MBR")]
    [TestCase(512, "4546492050415254", "GPT")]
    [TestCase(131072, "0CB1BA0000000000", "ZFS")]
    [TestCase(66908, "19015419", "UFS")]
    [TestCase(1080, "53EF", "ext2")]
    [TestCase(1048576 - 512, "47454F4D3A3A", "GEOM")]
    [TestCase(5000, "01", "a kind that is not known")]
    public void What_looks_used_is_refused(int offset, string hex, string words)
    {
        byte[] content = new byte[1 << 20];
        Convert.FromHexString(hex).CopyTo(content, offset);
        File.WriteAllBytes(folder.At("q"), content);
        Outcome outcome = Init();
        Assert.That((outcome.Code, outcome.Error), Is.EqualTo((1, outcome.Error)));
        Assert.That(outcome.Error, Does.Contain(words));
        Assert.That(File.ReadAllBytes(folder.At("q")), Is.EqualTo(content));
    }

    [Test]
    public void A_device_that_is_too_small_is_refused()
    {
        File.WriteAllBytes(folder.At("q"), new byte[65536]);
        Assert.That(Init().Error, Does.Contain("at least 1048576 (1 MiB)"));
    }

    [Test]
    public void Check_is_content_with_a_new_device_and_not_with_another_key()
    {
        Init();
        Outcome fine = Outcome.Of("device", "check", "--device", folder.At("q"), "--key", folder.At("key"));
        KeyFile.Generate(folder.At("other"), force: false);
        Outcome wrong = Outcome.Of("device", "check", "--device", folder.At("q"), "--key", folder.At("other"));
        Assert.Multiple(() =>
        {
            Assert.That(fine.Code, Is.LessThan(2), fine.Out);
            Assert.That(fine.Out, Does.Contain("20 reads"));
            Assert.That((wrong.Code, wrong.Out), Is.EqualTo((2, wrong.Out)));
            Assert.That(wrong.Out, Does.Contain("signed with another key"));
        });
    }

    [TestCase(3.0, null, null, "no preset has a heartbeat of 3 s")]
    [TestCase(1.0, 5.0, null, "later than -t 5")]
    [TestCase(1.0, 10.0, "fast", "--timing says fast")]
    [TestCase(null, null, "slow", "there is no timing 'slow'")]
    [TestCase(null, null, "custom", "there is no timing 'custom'")]
    public void Timings_that_do_not_fit_are_refused(double? heartbeat, double? timeout, string? name, string words) =>
        Assert.That(() => TimingChoice.Make(heartbeat, timeout, name, null),
            Throws.TypeOf<DeviceToolException>().With.Message.Contains(words));

    [Test]
    public void Generation_and_epochs_never_go_down()
    {
        RecordKey key = new(KeyFile.Load(folder.At("key")));
        Init();
        using BlockAccess device = BlockAccess.Open(new(default, folder.At("q")), readOnly: false);
        DeviceReading before = DeviceReading.Take(device, key);
        before.Rings[0].Newest.Sequence = 9UL << 32;
        before.Rings[0].Newest.GroupCount = 1;
        before.Rings[0].Newest.Groups[0] = new GroupEntry { Id = 0, Epoch = 4, HighestSeen = 6, LastOwned = 4 };
        before.Rings[1].Newest.GroupCount = 1;
        before.Rings[1].Newest.Groups[0] = new GroupEntry { Id = 0, Epoch = 21, HighestSeen = 3, LastOwned = 21 };
        PersistentState old = new(
            5, 2, true, TimeSpan.Zero, [new PersistentGroup(0, 17, 2), new PersistentGroup(9, 30, 30)]);
        using (TwoSlotFile file = TwoSlotFile.Open(folder.At("state"), StateFileCodec.SlotSize))
        {
            file.Write(StateFileCodec.Encode(old));
        }

        (PersistentState state, bool kept) = StateMerge.Write(folder.At("state"), 0, [], before);
        using TwoSlotFile written = TwoSlotFile.Open(folder.At("state"), StateFileCodec.SlotSize);
        Assert.Multiple(() =>
        {
            Assert.That(
                (kept, state.Generation, state.MaintenanceCounter, state.Maintenance),
                Is.EqualTo((true, 9u, 2u, true)));
            Assert.That(
                state.Groups, Is.EqualTo(new[] { new PersistentGroup(0, 21, 4), new PersistentGroup(9, 30, 30) }));
            Assert.That(StateFileCodec.Decode(written.Read())!.Groups, Is.EqualTo(state.Groups));
        });
    }

    private Outcome Init(params string[] more) => Outcome.Of(
        ["device", "init", "--device", folder.At("q"), "--cluster", "c1", "--key", folder.At("key"), "--create-size",
            "1M", .. more]);
}
