using Beast.Quorum.EndToEnd.Tests.Support;
using Beast.Quorum.Platform.Processes;

namespace Beast.Quorum.EndToEnd.Tests.Daemon;

/// <summary>What keeps the real program from starting: an exit code for the supervisor, words for people.</summary>
[TestFixture]
internal sealed class StartRefusalTests
{
    private const int NotUsable = 78;
    private const int System = 71;
    private const int Locked = 75;
    private PairSetup pair = null!;

    [SetUp]
    public void MakePair() => pair = PairSetup.Ready();

    [TearDown]
    public void RemovePair() => pair?.Dispose();

    [Test]
    public void Bad_yaml_is_refused_with_all_its_faults_at_once()
    {
        pair.First.Extra = "colour: blue\nlock_memory: sometimes\n";
        pair.First.Timing = "hasty";
        pair.First.Write();

        Refuses(NotUsable, "colour", "lock_memory", "sometimes", "hasty", "balanced");
    }

    [Test]
    public void A_missing_configuration_is_refused()
    {
        File.Delete(pair.First.Configuration);

        Refuses(NotUsable, pair.First.Configuration);
    }

    [Test]
    public void A_missing_key_is_refused()
    {
        File.Delete(pair.KeyFile);

        Refuses(NotUsable, pair.KeyFile, "key generate");
    }

    [Test]
    public void A_key_that_others_can_read_is_refused()
    {
        File.SetUnixFileMode(pair.KeyFile, (UnixFileMode)0b110_100_100);

        Refuses(NotUsable, pair.KeyFile, "chmod");
    }

    [Test]
    public void A_device_without_a_header_is_refused()
    {
        File.WriteAllBytes(pair.Device, new byte[1 << 20]);

        Refuses(NotUsable, pair.Device, "device init");
    }

    [Test]
    public void A_device_that_is_too_small_is_refused()
    {
        File.WriteAllBytes(pair.Device, new byte[1 << 19]);

        Refuses(NotUsable, pair.Device, "1 MiB", "larger partition");
    }

    [Test]
    public void The_device_of_another_cluster_is_refused()
    {
        // Initialised anew on the other node: this one has not agreed to the new cluster.
        pair.Nodes[1].Do("device", "init", "--force");

        Refuses(NotUsable, pair.Device, "belongs to cluster", "remove");
    }

    [Test]
    public void A_device_that_was_made_with_another_key_is_refused()
    {
        File.Delete(pair.KeyFile);
        Beastq.Do("key", "generate", "--key", pair.KeyFile);

        Refuses(NotUsable, pair.Device, "another key");
    }

    [Test]
    public void A_device_with_another_timing_is_refused()
    {
        pair.First.Timing = "balanced";
        pair.First.Write();

        Refuses(NotUsable, pair.Device, "'fast'", "'balanced'", "timing: fast");
    }

    [Test]
    public void A_second_daemon_is_refused_while_the_first_runs()
    {
        using DaemonUnderTest first = pair.First.Start();
        first.Await(() => first.Status() is not null, "it answers");

        CommandResult second = pair.First.RunToItsEnd();

        Assert.That(second.ExitCode, Is.EqualTo(Locked), second.StandardError);
        Assert.That(second.StandardError, Does.Contain("Another daemon runs").And.Contain($"process {first.Pid}"));
        Assert.That(first.Status(), Is.Not.Null, "the first goes on");
    }

    [Test]
    public void A_state_directory_that_cannot_be_made_is_refused()
    {
        File.WriteAllText(pair.File("flat"), "a file where a directory should be");
        pair.First.StateDirectory = pair.File("flat/db");
        pair.First.Write();

        Refuses(System, pair.File("flat/db"), "state_directory");
    }

    [Test]
    public void A_trace_that_cannot_be_written_is_refused() =>
        Refuses(System, ["--trace", pair.File("nowhere/trace")], pair.File("nowhere/trace"), "--trace");

    [Test]
    public void An_address_that_is_not_of_this_host_is_refused()
    {
        string text = File.ReadAllText(pair.First.Configuration);
        File.WriteAllText(
            pair.First.Configuration,
            text.Replace("local: \"127.0.0.1", "local: \"192.0.2.7", StringComparison.Ordinal));

        Refuses(System, "192.0.2.7", "configured on this node");
    }

    private void Refuses(int code, params string[] words) => Refuses(code, [], words);

    private void Refuses(int code, string[] arguments, params string[] words)
    {
        CommandResult result = pair.First.RunToItsEnd(arguments);

        Assert.That(result.End, Is.EqualTo(CommandEnd.Exited), result.StandardError);
        Assert.That(result.ExitCode, Is.EqualTo(code), result.StandardError + result.StandardOutput);
        foreach (string word in words)
        {
            Assert.That(result.StandardError, Does.Contain(word));
        }

        Assert.That(result.StandardError, Does.Not.Contain("   at "), "no stack trace");
    }
}
