using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Time;
using Beast.Quorum.Daemon.Configuration;

namespace Beast.Quorum.Daemon.Tests.Configuration;

public sealed class ConfigurationReaderTests
{
    [Test]
    public void The_least_file_is_read_and_the_rest_has_the_models_defaults()
    {
        BeastqConfiguration read = Yaml.With("").Configuration;

        Assert.That(read.Cluster, Is.EqualTo("beast"));
        Assert.That(read.QuorumDevice, Is.EqualTo(new QuorumDeviceConfiguration(QuorumDeviceKind.Raw, "/dev/da1")));
        Assert.That(
            read.Interlinks[0],
            Is.EqualTo(new InterlinkConfiguration("192.168.56.103:7410", "192.168.56.104:7410")));
        Assert.That(read.Timing, Is.SameAs(TimingPresets.Balanced));
        Assert.That(read.Trigger, Is.Null);
        Assert.That(read.Commands.Zpool, Is.EqualTo(new CommandsConfiguration().Zpool));
        Assert.That(read.Groups[0].Luns.Single(), Is.Zero);
        Assert.That(read.Groups[0].FailbackDelay, Is.EqualTo(TimeSpan.FromSeconds(600)));
    }

    [Test]
    public void Every_key_reaches_its_place_in_the_model()
    {
        BeastqConfiguration read = ConfigurationReader.Read(FullFile.Text).Configuration;

        FullFile.AssertEveryValue(read);
    }

    [Test]
    public void The_paths_of_an_arbitrator_group_reach_their_place_in_the_model()
    {
        string head = FullFile.Text[..FullFile.Text.IndexOf("groups:", StringComparison.Ordinal)];
        string text = head.Replace("pool: a,", "pool: ctrl-a_m0,", StringComparison.Ordinal) + """
            groups:
              - name: ctrl-b
                profile: arbitrator
                preferred: 1
                pools: [ctrl-b_m0]
                arbitrator: {provider: /dev/zvol/ctrl-b_m0/v0, multipath: M, portal: "10.0.0.2:9", target: "iqn.a:b"}
              - name: ctrl-a
                profile: arbitrator
                pools: [ctrl-a_m0]
                arbitrator:
                  provider: /dev/zvol/ctrl-a_m0/v0
            """;

        ConfigurationResult read = ConfigurationReader.Read(text);

        Assert.That(read.Faults, Is.Empty);
        Assert.That(read.Configuration.Groups[0].Arbitrator, Is.EqualTo(new ArbitratorConfiguration
        {
            Provider = "/dev/zvol/ctrl-b_m0/v0",
            Multipath = "M",
            Portal = "10.0.0.2:9",
            Target = "iqn.a:b",
        }));
        Assert.That(read.Configuration.Groups[1].Arbitrator.ServedPath, Is.EqualTo("/dev/zvol/ctrl-a_m0/v0"));
    }

    [Test]
    public void A_group_without_an_id_has_its_position()
    {
        BeastqConfiguration read = Yaml.With(
            """
              - name: other
                profile: custom
                pools: [other]
                custom: {takeover: [[/bin/a]], release: [[/bin/b, c]]}
            """).Configuration;

        Assert.That(read.Groups.Select(group => group.Id), Is.EqualTo(Enumerable.Range(0, 2)));
    }

    [Test]
    public void Custom_timing_is_a_mapping_of_all_values()
    {
        QuorumTiming timing = Yaml.With(
            """
            timing:
              heartbeat: 200ms
              longest_cycle: 700ms
              settle_limit: 1500ms
              suspect_after: 2s
              lease: 6s
              demote_budget: 2s
              watchdog: 1s
              margin: 400ms
            """).Configuration.Timing;

        Assert.That(timing, Is.EqualTo(new QuorumTiming
        {
            Name = "custom",
            Heartbeat = TimeSpan.FromMilliseconds(200),
            LongestCycle = TimeSpan.FromMilliseconds(700),
            SettleLimit = TimeSpan.FromMilliseconds(1500),
            SuspectAfter = TimeSpan.FromSeconds(2),
            Lease = TimeSpan.FromSeconds(6),
            DemoteBudget = TimeSpan.FromSeconds(2),
            Watchdog = TimeSpan.FromSeconds(1),
            Margin = TimeSpan.FromMilliseconds(400),
        }));
    }

    [Test]
    public void Windows_line_ends_and_comments_and_quotes_make_no_difference()
    {
        string text = "# first\r\n" + Yaml.Least.Replace("\n", " # more\r\n", StringComparison.Ordinal)
            .Replace("/dev/da1", "'/dev/da1'", StringComparison.Ordinal);

        Assert.That(ConfigurationReader.Read(text).Configuration.QuorumDevice.Path, Is.EqualTo("/dev/da1"));
    }
}
