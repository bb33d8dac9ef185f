using Beast.Quorum.Core.Configuration;

namespace Beast.Quorum.Daemon.Tests.Configuration;

/// <summary>A file in which every key has a value that is not its default.</summary>
internal static class FullFile
{
    public const string Text = """
        cluster: two words
        node: 1
        key_file: /k
        quorum_device: {kind: socket, path: /q}
        interlinks:
          - {local: "10.0.0.2:1", peer: "10.0.0.1:1"}
          - {local: "[fd00::2]:2", peer: "[fd00::1]:2"}
        timing: fast
        watchdog: {kind: socket, path: /w}
        self_fence: {method: command, command: [/s, now]}
        fencing:
          deadline: 80s
          on_failure: wait-lease
          methods:
            - method: scsi-pr
              tool: sg_persist
              disks:
                - {pool: a, vdev: mirror-0, paths: [/dev/sda, /dev/sdb]}
                - {pool: a, paths: [/dev/sdc]}
            - {method: command, command: [/f, "0"], verify: [/g], deadline: 90s}
        i_accept_no_fencing: true
        sysctl: command
        commands:
          zpool: [/doas, /zpool]
          zfs: [/zfs]
          sysctl: [/sysctl]
          ctladm: [/ctladm]
          service: [/service]
          gmultipath: [/gmultipath]
          iscsictl: [/iscsictl]
          camcontrol: [/camcontrol]
          sg_persist: [/sg_persist]
        groups:
          - name: main
            id: 7
            profile: ctl-ha
            preferred: 1
            pools: [a, b]
            luns: [3, 4]
            backing: [/b]
            ha_peer: connect 10.0.0.1
            ctld: false
            standby_import: readonly
            failback: auto
            failback_delay: 1h
            on_service_failure: alert
            scrub_after_takeover: true
            step_deadline: 1500ms
          - name: extra
            id: 9
            profile: custom
            pools: [c]
            custom:
              takeover: [[/t, 1], [/t, 2]]
              release: [[/r]]
              rejoin: [[/j]]
              serving: [/v]
        trigger: [/bq.trigger, -x]
        state_directory: /state
        run_directory: /run
        lock_memory: required
        oom_protection: "off"
        realtime: "off"
        """;

    public static void AssertEveryValue(BeastqConfiguration read)
    {
        Assert.That(read.Cluster, Is.EqualTo("two words"));
        Assert.That(read.Node, Is.EqualTo(1));
        Assert.That(read.KeyFile, Is.EqualTo("/k"));
        Assert.That(read.QuorumDevice, Is.EqualTo(new QuorumDeviceConfiguration(QuorumDeviceKind.Socket, "/q")));
        Assert.That(read.Interlinks[1], Is.EqualTo(new InterlinkConfiguration("[fd00::2]:2", "[fd00::1]:2")));
        Assert.That(read.Timing.Name, Is.EqualTo("fast"));
        Assert.That(read.Watchdog, Is.EqualTo(new WatchdogConfiguration { Kind = WatchdogKind.Socket, Path = "/w" }));
        Assert.That(read.SelfFence.Method, Is.EqualTo(AccessMethod.Command));
        AssertWords(read.SelfFence.Command, "/s now");
        AssertFencing(read.Fencing);
        Assert.That(read.AcceptNoFencing, Is.True);
        Assert.That(read.Sysctl, Is.EqualTo(AccessMethod.Command));
        AssertWords(read.Commands.Zpool, "/doas /zpool");
        AssertWords(read.Commands.Zfs, "/zfs");
        AssertWords(read.Commands.Sysctl, "/sysctl");
        AssertWords(read.Commands.Ctladm, "/ctladm");
        AssertWords(read.Commands.Service, "/service");
        AssertWords(read.Commands.Gmultipath, "/gmultipath");
        AssertWords(read.Commands.Iscsictl, "/iscsictl");
        AssertWords(read.Commands.Camcontrol, "/camcontrol");
        AssertWords(read.Commands.SgPersist, "/sg_persist");
        AssertWords(read.Trigger!, "/bq.trigger -x");
        Assert.That(read.StateDirectory, Is.EqualTo("/state"));
        Assert.That(read.RunDirectory, Is.EqualTo("/run"));
        Assert.That(read.LockMemory, Is.EqualTo(Hardening.Required));
        Assert.That(read.OomProtection, Is.EqualTo(Hardening.Off));
        Assert.That(read.Realtime, Is.EqualTo(Hardening.Off));
        AssertGroups(read.Groups[0], read.Groups[1]);
    }

    private static void AssertFencing(FencingConfiguration fencing)
    {
        Assert.That(fencing.Deadline, Is.EqualTo(TimeSpan.FromSeconds(80)));
        Assert.That(fencing.OnFailure, Is.EqualTo(FenceFailureRule.WaitLease));
        FencingMethodConfiguration reserve = fencing.Methods[0], command = fencing.Methods[1];
        Assert.That((reserve.Method, reserve.Tool), Is.EqualTo((FencingMethod.ScsiPr, ReservationTool.SgPersist)));
        Assert.That((reserve.Disks[0].Pool, reserve.Disks[0].Vdev), Is.EqualTo(("a", "mirror-0")));
        AssertWords(reserve.Disks[0].Paths, "/dev/sda /dev/sdb");
        Assert.That((reserve.Disks[1].Vdev, reserve.Disks[1].Paths.Single()), Is.EqualTo(("", "/dev/sdc")));
        Assert.That(command.Method, Is.EqualTo(FencingMethod.Command));
        AssertWords(command.Command, "/f 0");
        AssertWords(command.Verify, "/g");
        Assert.That(command.Deadline, Is.EqualTo(TimeSpan.FromSeconds(90)));
    }

    private static void AssertGroups(GroupConfiguration main, GroupConfiguration extra)
    {
        Assert.That(main.Name, Is.EqualTo("main"));
        Assert.That(main.Id, Is.EqualTo(7));
        Assert.That(main.Profile, Is.EqualTo(StorageProfile.CtlHa));
        Assert.That(main.Preferred, Is.EqualTo(1));
        AssertWords(main.Pools, "a b");
        Assert.That(string.Join(' ', main.Luns), Is.EqualTo("3 4"));
        AssertWords(main.Backing, "/b");
        Assert.That(main.HaPeer, Is.EqualTo("connect 10.0.0.1"));
        Assert.That(main.Ctld, Is.False);
        Assert.That(main.StandbyImport, Is.EqualTo(StandbyImport.ReadOnly));
        Assert.That(main.Failback, Is.EqualTo(FailbackPolicy.Auto));
        Assert.That(main.FailbackDelay, Is.EqualTo(TimeSpan.FromHours(1)));
        Assert.That(main.OnServiceFailure, Is.EqualTo(ServiceFailureRule.Alert));
        Assert.That(main.ScrubAfterTakeover, Is.True);
        Assert.That(main.StepDeadline, Is.EqualTo(TimeSpan.FromMilliseconds(1500)));
        Assert.That(extra.Profile, Is.EqualTo(StorageProfile.Custom));
        AssertWords([.. extra.Custom.Takeover.Select(command => string.Join(' ', command))], "/t 1 /t 2");
        AssertWords(extra.Custom.Release.Single(), "/r");
        AssertWords(extra.Custom.Rejoin.Single(), "/j");
        AssertWords(extra.Custom.Serving, "/v");
    }

    private static void AssertWords(IReadOnlyList<string> words, string expected) =>
        Assert.That(string.Join(' ', words), Is.EqualTo(expected));
}
