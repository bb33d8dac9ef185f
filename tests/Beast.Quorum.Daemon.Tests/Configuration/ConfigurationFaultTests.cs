using Beast.Quorum.Daemon.Configuration;

namespace Beast.Quorum.Daemon.Tests.Configuration;

public sealed class ConfigurationFaultTests
{
    // Lines from 12: what follows the least valid file.
    [TestCase("nod: 1", 12, "nod", "is not a key here; did you mean node?")]
    [TestCase("quorum-device: 1", 12, "quorum-device", "did you mean quorum_device?")]
    [TestCase("zebra: 1", 12, "zebra", "is not a key here; allowed: cluster, node,")]
    [TestCase("cluster: again", 12, "cluster", "is given twice, first in line 1; allowed: once")]
    [TestCase("timing: quick", 12, "timing", "is \"quick\"; allowed: fast, balanced, bq-compat, safe, or a mapping")]
    [TestCase("timing: custom", 12, "timing", "or a mapping of all of heartbeat, longest_cycle")]
    [TestCase("timing: [fast]", 12, "timing", "is a list; allowed: fast")]
    [TestCase("sysctl: Native", 12, "sysctl", "is \"Native\"; allowed: native or command")]
    [TestCase("i_accept_no_fencing: yes", 12, "i_accept_no_fencing", "is \"yes\"; allowed: true or false")]
    [TestCase("key_file:", 12, "key_file", "has no value; allowed: an absolute path")]
    [TestCase("key_file: [/a]", 12, "key_file", "is a list; allowed: an absolute path")]
    [TestCase("key_file: {a: b}", 12, "key_file", "is a mapping")]
    [TestCase("trigger: /bin/x y", 12, "trigger", "is \"/bin/x y\"; allowed: a list")]
    [TestCase("trigger:\n  - /bin/x\n  - [a]", 14, "trigger[1]", "is a list; allowed: a text")]
    [TestCase("commands: /sbin/zpool", 12, "commands", "allowed: a mapping with the keys zpool, zfs")]
    [TestCase("commands:\n  zpol: [/x]", 13, "commands.zpol", "did you mean zpool?")]
    [TestCase("fencing:\n\n  deadline: 5", 14, "fencing.deadline", "is \"5\"; allowed: a duration, 1s to 10m, in ms")]
    [TestCase("fencing: {deadline: 1.5s}", 12, "fencing.deadline", "is \"1.5s\"; allowed: a duration")]
    [TestCase("fencing: {deadline: -1s}", 12, "fencing.deadline", "is \"-1s\"; allowed: a duration")]
    [TestCase("fencing: {deadline: 5 s}", 12, "fencing.deadline", "is \"5 s\"; allowed: a duration")]
    [TestCase("fencing: {deadline: 1h}", 12, "fencing.deadline", "is 3600 s; allowed: 1 s to 600 s")]
    [TestCase("fencing: {deadline: 99999999999999999999h}", 12, "fencing.deadline", "allowed: a duration")]
    [TestCase("watchdog: {kind: none}", 12, "i_accept_no_fencing", "must be true, because")]
    [TestCase("timing: {heartbeat: 1s}", 12, "timing.lease", "is missing; allowed: a duration, 10ms to 10m")]
    public void What_is_wrong_is_reported_with_line_key_and_what_is_allowed(
        string lines,
        int line,
        string key,
        string message)
    {
        ConfigurationResult result = Yaml.With(lines);

        ConfigurationFault? fault = result.Faults.FirstOrDefault(candidate => candidate.Key == key);
        Assert.That(fault, Is.Not.Null, string.Join('\n', result.Faults));
        Assert.That(fault!.Message, Does.Contain(message));
        Assert.That(fault.Line, Is.EqualTo(line));
        Assert.That(result.IsValid, Is.False);
        Assert.That(() => result.Configuration, Throws.InvalidOperationException);
    }

    [TestCase("node: 0", "node: 2", 2, "node", "is 2; allowed: 0 to 1")]
    [TestCase("node: 0", "node: '0'", 2, "node", "allowed: a whole number, 0 to 1")]
    [TestCase("node: 0", "node: 00", 2, "node", "is \"00\"; allowed: a whole number")]
    [TestCase("node: 0", "node: 0x1", 2, "node", "allowed: a whole number")]
    [TestCase("node: 0", "node: 99999999999", 2, "node", "allowed: a whole number")]
    [TestCase("node: 0\n", "", 1, "node", "is missing; allowed: a whole number, 0 to 1")]
    [TestCase("path: /dev/da1", "kind: raw", 4, "quorum_device.path", "is missing; allowed: an absolute path")]
    [TestCase("path: /dev/da1", "path: da1", 4, "quorum_device.path", "\"da1\" is not an absolute path")]
    [TestCase("local: 192.168.56.103:7410", "local: ctrl-a", 6, "interlinks[0].local", "not an address with a port")]
    [TestCase("pools: [beast]", "preferred: 1", 9, "groups[0].pools", "at least one pool")]
    [TestCase("pools: [beast]", "pools:\n    - beast\n    - -f", 12, "groups[0].pools[1]", "\"-f\"")]
    [TestCase("luns: [0]", "luns: [0, a]", 11, "groups[0].luns[1]", "is \"a\"; allowed: a whole number, 0 to 1023")]
    [TestCase("luns: [0]", "luns: [0, 0]", 11, "groups[0].luns[1]", "0 is already at groups[0].luns[0]")]
    public void A_single_wrong_value_is_a_single_fault(
        string part,
        string other,
        int line,
        string key,
        string message)
    {
        ConfigurationFault fault = Yaml.Replaced(part, other).Faults.Single();

        Assert.That((fault.Line, fault.Key), Is.EqualTo((line, key)));
        Assert.That(fault.Message, Does.Contain(message));
    }

    [Test]
    public void Everything_that_is_wrong_is_reported_at_once_in_the_order_of_the_file()
    {
        ConfigurationResult result = ConfigurationReader.Read(
            """
            cluster: ""
            node: zero
            quorum_device: /dev/da1
            interlinks:
              - local: 10.0.0.1:1
              - 5
            fencing: {method: command}
            fencing: {method: none}
            groups:
              - name: a
                profile: ctl_ha
                luns: [x, -1]
              - name: A
                pools: [p]
                pool: q
            """);

        Assert.That(string.Join('\n', result.Faults.Select(fault => $"{fault.Line} {fault.Key}")), Is.EqualTo(
            """
            1 cluster
            2 node
            3 quorum_device
            5 interlinks[0].peer
            6 interlinks[1]
            7 fencing.command
            8 fencing
            11 groups[0].profile
            12 groups[0].luns[0]
            12 groups[0].luns[1]
            13 groups[1].name
            15 groups[1].pool
            """));
    }

    [Test]
    public void A_rule_says_nothing_of_a_value_that_could_not_be_read()
    {
        // The method is unknown, so whether a word from the operator is needed is unknown too.
        ConfigurationFault fault = Yaml.With("watchdog: {kind: none}\nfencing: {method: powerr}").Faults.Single();

        Assert.That(fault.Key, Is.EqualTo("fencing.method"));
    }

    [Test]
    public void The_report_has_one_line_a_fault_that_an_editor_can_jump_to()
    {
        string report = ConfigurationText.Check("/etc/b.yml", Yaml.With("nod: 1\nsysctl: x"));

        Assert.That(report, Is.EqualTo(
            """
            /etc/b.yml:12: nod: is not a key here; did you mean node?
            /etc/b.yml:13: sysctl: is "x"; allowed: native or command
            /etc/b.yml: 2 faults; nothing was started

            """));
        Assert.That(ConfigurationText.Check("b", Yaml.With("")), Is.EqualTo("b: no faults\n"));
    }
}
