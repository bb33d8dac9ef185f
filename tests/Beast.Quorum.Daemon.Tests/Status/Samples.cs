using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Machine;
using Beast.Quorum.Core.Records;
using Beast.Quorum.Core.Recovery;
using Beast.Quorum.Core.Time;
using Beast.Quorum.Daemon.Status;

namespace Beast.Quorum.Daemon.Tests.Status;

/// <summary>A healthy pair seen from node 0, which owns "tank"; tests change what they are about.</summary>
internal static class Samples
{
    public static GroupSnapshot Group { get; } = new(
        "tank", 0, GroupPhase.Serving, GroupRole.Own, 12, GroupRole.None, 0, TimeSpan.FromSeconds(7384),
        TimeSpan.FromSeconds(4.7), TimeSpan.FromSeconds(3.6), false, true, "", false, false, false, false, "", 0);

    public static GroupSnapshot OtherGroup { get; } = Group with
    {
        Name = "flash",
        Id = 1,
        Phase = GroupPhase.Standby,
        Role = GroupRole.None,
        Epoch = 0,
        PeerRole = GroupRole.Own,
        PeerEpoch = 7,
        LeaseLeft = null,
        MarginToFence = null,
        Ready = true,
        PeerReady = false,
        PeerNotReadyBecause = "it owns it",
        Preferred = 1,
    };

    /// <summary>A scrub runs after the takeover of a damaged pool.</summary>
    public static RecoverySnapshot Recovery { get; } = new(
        RecoveryStage.Scrubbing, false, "a scrub of pool tank runs, 26.97 % done, 00:04:00 left",
        TimeSpan.FromSeconds(3),
        [
            new PoolFinding
            {
                Pool = "tank",
                Condition = PoolCondition.Damaged,
                State = "ONLINE",
                Scan = ScanProgress.Running,
                IsScrub = true,
                Percent = 26.97,
                Left = TimeSpan.FromMinutes(4),
                ScanText = "scrub in progress since Sat Nov 21 10:34:16 2026",
                Errors = "3 data errors, use '-v' for a list",
                Damage = ["ada1 ONLINE: 0 read, 0 write, 19 checksum errors"],
                Advice = "Restore the file in question if possible. (ZFS-8000-8A)",
            },
        ]);

    public static PeerSnapshot Peer { get; } = new(
        true, false, TimeSpan.FromMilliseconds(112),
        [
            new PathSnapshot(true, false, TimeSpan.FromMilliseconds(112)),
            new PathSnapshot(true, false, TimeSpan.FromMilliseconds(180)),
            new PathSnapshot(false, false, null),
            new PathSnapshot(false, false, null),
        ],
        TimeSpan.FromMilliseconds(240), false, false, false,
        RecordFlags.DeviceOk | RecordFlags.InterlinkOk | RecordFlags.ServiceOk,
        new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero));

    public static NodeSnapshot Node { get; } = new()
    {
        Node = 0,
        Started = true,
        Up = TimeSpan.FromSeconds(7391),
        Generation = 3,
        Wiped = false,
        StateNotSaved = false,
        Maintenance = false,
        MaintenanceLeft = null,
        Stopping = false,
        Restarting = false,
        Peer = Peer,
        Device = new DeviceSnapshot(
            true, false, false, TimeSpan.FromMilliseconds(4.2), TimeSpan.FromMilliseconds(11), 0, 0),
        Watchdog = new WatchdogSnapshot(true, true, TimingPresets.Balanced.Watchdog, ""),
        Groups = [Group, OtherGroup],
    };

    public static StatusContext Context { get; } = new(
        "beast", TimingPresets.Balanced, [], false, "/dev/da5p1",
        [
            new InterlinkConfiguration("192.168.56.103:7410", "192.168.56.104:7410"),
            new InterlinkConfiguration("[fd00::1]:7410", "[fd00::2]:7410"),
        ])
    {
        Program = "0.0.0",
    };

    /// <summary>Its peer died, a takeover runs here, and the device is slow.</summary>
    public static NodeSnapshot Bad { get; } = Node with
    {
        Maintenance = true,
        MaintenanceLeft = TimeSpan.FromMinutes(12),
        Peer = Peer with { Suspect = true, Silence = TimeSpan.FromSeconds(9) },
        Device = Node.Device with { Ok = false, Slow = true, LastCycle = TimeSpan.FromMilliseconds(900), Errors = 3 },
        Groups =
        [
            Group with
            {
                LeaseLeft = TimeSpan.FromSeconds(1.2),
                MarginToFence = TimeSpan.FromSeconds(0.1),
                Recovery = Recovery,
            },
            OtherGroup with { Phase = GroupPhase.Standby, FailedHere = true, Ready = false,
                Problem = "pool [flash] is busy" },
        ],
    };

    public static StatusDocument Build(NodeSnapshot node) => StatusBuilder.Build(node, Context);
}
