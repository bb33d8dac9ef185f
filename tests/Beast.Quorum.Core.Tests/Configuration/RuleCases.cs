using Beast.Quorum.Core.Configuration;

namespace Beast.Quorum.Core.Tests.Configuration;

/// <summary>A change that breaks one rule, and where and how it is reported.</summary>
public sealed record RuleCase(Func<BeastqConfiguration, BeastqConfiguration> Change, string Key, string Message);

/// <summary>One case for each rule that does not concern a group.</summary>
internal static class RuleCases
{
    public static IEnumerable<RuleCase> Node()
    {
        yield return new(c => c with { Cluster = "" }, "cluster", "1 to 64");
        yield return new(c => c with { Cluster = new string('x', 65) }, "cluster", "1 to 64");
        yield return new(c => c with { Cluster = "a\nb" }, "cluster", "\"a?b\"");
        yield return new(c => c with { Cluster = " a" }, "cluster", "no blank first or last");
        yield return new(c => c with { Node = 2 }, "node", "is 2; allowed: 0 to 1");
        yield return new(c => c with { KeyFile = "beastq.key" }, "key_file", "\"beastq.key\" is not an absolute path");
        yield return new(c => c with { StateDirectory = "" }, "state_directory", "not an absolute path");
        yield return new(
            c => c with { RunDirectory = Long(81) },
            "run_directory",
            "is 81 bytes long; allowed: at most 80");
        yield return new(c => c with { RunDirectory = c.StateDirectory }, "run_directory", "is also state_directory");
        yield return new(
            c => c with { QuorumDevice = c.QuorumDevice with { Path = "da1" } },
            "quorum_device.path",
            "\"da1\"");
        yield return new(
            c => c with { QuorumDevice = new(QuorumDeviceKind.Socket, Long(104)) },
            "quorum_device.path",
            "is 104 bytes long; allowed: at most 103");
        yield return new(c => c with { Commands = new() { Zpool = [] } }, "commands.zpool", "is an empty list");
        yield return new(c => c with { Commands = new() { Zfs = ["zfs"] } }, "commands.zfs[0]", "\"zfs\"");
        yield return new(c => c with { Commands = new() { Sysctl = ["./x"] } }, "commands.sysctl[0]", "\"./x\"");
        yield return new(c => c with { Commands = new() { Ctladm = ["/x", "a\0"] } }, "commands.ctladm[1]", "zero");
        yield return new(c => c with { Commands = new() { Service = [""] } }, "commands.service[0]", "\"\"");
        yield return new(c => c with { Commands = new() { Gmultipath = [] } }, "commands.gmultipath", "an empty list");
        yield return new(c => c with { Commands = new() { Iscsictl = ["i"] } }, "commands.iscsictl[0]", "\"i\"");
        yield return new(c => c with { Trigger = [] }, "trigger", "is an empty list");
        yield return new(c => c with { Trigger = ["bq.trigger"] }, "trigger[0]", "\"bq.trigger\"");
        yield return new(
            c => c with { Timing = c.Timing with { Margin = TimeSpan.Zero } },
            "timing.margin",
            "is 0 ms; allowed: 10 ms to 600 s");
        yield return new(
            c => c with { Timing = c.Timing with { Heartbeat = TimeSpan.FromSeconds(11) } },
            "timing.heartbeat",
            "is 11 s; allowed: 10 ms to 10 s");
        yield return new(
            c => c with { Timing = c.Timing with { SettleLimit = TimeSpan.FromMilliseconds(1299) } },
            "timing",
            "2 x longest_cycle <= settle_limit must hold, but 1.3 s against 1.299 s does not");
    }

    public static IEnumerable<RuleCase> Guards()
    {
        yield return new(c => c with { Watchdog = new() { Path = "fido" } }, "watchdog.path", "\"fido\"");
        yield return new(
            c => c with { Watchdog = new() { Kind = WatchdogKind.Linux } },
            "watchdog.path",
            "/dev/watchdog");
        yield return new(
            c => c with { Watchdog = new() { Kind = WatchdogKind.Socket } },
            "watchdog.path",
            "is a device");
        yield return new(
            c => c with { Watchdog = new() { Kind = WatchdogKind.Socket, Path = Long(104) } },
            "watchdog.path",
            "is 104 bytes long");
        yield return new(
            c => c with { SelfFence = new() { Method = AccessMethod.Command } },
            "self_fence.command",
            "is needed, because self_fence.method is command");
        yield return new(
            c => c with { SelfFence = new() { Command = ["/bin/reset"] } },
            "self_fence.command",
            "is given, but self_fence.method is not command");
        yield return new(
            c => c with { SelfFence = new() { Method = AccessMethod.Command, Command = ["reset"] } },
            "self_fence.command[0]",
            "\"reset\"");
        yield return new(
            c => c with { Fencing = new() { Method = FencingMethod.Command } },
            "fencing.command",
            "is needed, because fencing.method is command");
        yield return new(
            c => c with { Fencing = new() { Deadline = TimeSpan.FromMilliseconds(999) } },
            "fencing.deadline",
            "is 999 ms; allowed: 1 s to 600 s");
    }

    public static IEnumerable<RuleCase> Links()
    {
        yield return new(c => c with { Interlinks = [] }, "interlinks", "lists 0; allowed: 1 to 4");
        yield return new(
            c => c with { Interlinks = [.. Enumerable.Range(1, 5).Select(Numbered)] },
            "interlinks",
            "lists 5");
        yield return new(
            c => Link(c, "192.168.56.103", "10.0.0.2:1"),
            "interlinks[0].local",
            "not an address with a port");
        yield return new(c => Link(c, "10.0.0.1:1", "10.0.0.2:0"), "interlinks[0].peer", "not an address with a port");
        yield return new(
            c => Link(c, "10.0.0.1:1", "224.0.0.1:1"),
            "interlinks[0].peer",
            "not the address of one host");
        yield return new(c => Link(c, "0.0.0.0:1", "10.0.0.2:1"), "interlinks[0].local", "not the address of one host");
        yield return new(c => Link(c, "10.0.0.1:1", "[fd00::1]:1"), "interlinks[0].peer", "different families");
        yield return new(
            c => Link(c, "[fd00::1]:1", "[fd00:0::0:1]:1"),
            "interlinks[0].peer",
            "is already at interlinks[0].local");
        yield return new(
            c => c with { Interlinks = [c.Interlinks[0], new("10.0.0.1:1", c.Interlinks[0].Peer)] },
            "interlinks[1].peer",
            "is already at interlinks[0].peer");
    }

    private static InterlinkConfiguration Numbered(int port) => new($"10.0.0.1:{port}", $"10.0.0.2:{port}");

    private static BeastqConfiguration Link(BeastqConfiguration configuration, string local, string peer) =>
        configuration with { Interlinks = [new InterlinkConfiguration(local, peer)] };

    private static string Long(int length) => "/" + new string('x', length - 1);
}
