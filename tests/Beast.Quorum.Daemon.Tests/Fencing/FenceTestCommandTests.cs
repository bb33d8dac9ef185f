using System.Text.Json;
using Beast.Quorum.Daemon.Fencing;
using Beast.Quorum.Daemon.Tests.CommandLine;

namespace Beast.Quorum.Daemon.Tests.Fencing;

/// <summary><c>beastq fence test</c>, and what it leaves behind.</summary>
[TestFixture]
internal sealed class FenceTestCommandTests
{
    private const string Persist = """
        #!/bin/sh
        # camcontrol persist DISK -v -i|-o ACTION ...: a disk whose one key is in a file beside this script
        keys="$(dirname "$0")/keys-$2"
        case "$5" in
            report_capabilities) echo "Replace Lost Reservation Capable (RLR_C): 0" ;;
            read_keys) if [ -s "$keys" ]
                then printf 'PRgeneration: 0x1\n1 key:\n0: %s\n' "$(cat "$keys")"
                else printf 'PRgeneration: 0x1\n0 keys.\n'; fi ;;
            register_ignore) echo "$7" > "$keys"; echo "$2" >> "$(dirname "$0")/registered" ;;
            register) rm "$keys" ;;
            *) exit 1 ;;
        esac

        """;

    private Folder folder = null!;

    [SetUp]
    public void Make_a_folder() => folder = new Folder();

    [TearDown]
    public void Remove_it() => folder.Dispose();

    [Test]
    public void Nothing_configured_is_an_error_that_says_where()
    {
        Outcome outcome = Test("");
        Assert.That(outcome.Code, Is.EqualTo(1));
        Assert.That(outcome.Error, Does.Contain("no method of fencing is configured"));
    }

    [Test]
    public void A_command_whose_verification_tells_the_truth_is_partly_proved_and_recorded()
    {
        Outcome outcome = Test("fencing: {methods: [{method: command, command: [/bin/true], verify: [/bin/false]}]}");
        Assert.That(outcome.Code, Is.Zero, outcome.Error);
        Assert.That(outcome.Out, Does.StartWith("command: partly\n"));
        FenceTestEntry entry = FenceTestRecord.Read(folder.Path).Single();
        Assert.That((entry.Method, entry.Outcome), Is.EqualTo(("command", "partly")));
    }

    [Test]
    public void A_verification_that_lies_fails_and_leaves_no_record()
    {
        Outcome outcome = Test("fencing: {methods: [{method: command, command: [/bin/true], verify: [/bin/true]}]}");
        Assert.That(outcome.Code, Is.EqualTo(1));
        Assert.That(outcome.Out, Does.StartWith("command: failed\n").And.Contain("the command lies"));
        Assert.That(File.Exists(FenceTestRecord.PathIn(folder.Path)), Is.False);
    }

    [Test]
    public void Reservations_need_the_clusters_id()
    {
        Outcome outcome = Test("fencing: {method: scsi-pr}");
        Assert.That(outcome.Code, Is.EqualTo(1));
        Assert.That(outcome.Error, Does.Contain("the id of the cluster").And.Contain("start the daemon here once"));
    }

    [Test]
    public void Reservations_are_proved_on_every_disk_and_leave_no_key_behind()
    {
        Outcome outcome = Reservations("--json");
        Assert.That(outcome.Code, Is.Zero, outcome.Error + outcome.Out);
        JsonElement method = JsonDocument.Parse(outcome.Out).RootElement.GetProperty("methods")[0];
        Assert.That(method.GetProperty("method").GetString(), Is.EqualTo("scsi-pr"));
        Assert.That(method.GetProperty("outcome").GetString(), Is.EqualTo("proved"));
        Assert.That(method.GetProperty("lines").EnumerateArray().Select(line => line.GetString()),
            Has.Some.EqualTo("pool beast: 2 of 2 disks can be fenced"));
        Assert.That(File.ReadAllLines(folder.At("registered")), Is.EquivalentTo((string[])["da1", "da2"]));
        Assert.That(Directory.GetFiles(folder.Path, "keys-*"), Is.Empty, "the keys are gone again");
        Assert.That(FenceTestRecord.Read(folder.Path).Single().Outcome, Is.EqualTo("proved"));
    }

    [Test]
    public void A_name_that_is_not_configured_is_refused_with_those_that_are()
    {
        Outcome outcome = Reservations("--method", "command");
        Assert.That(outcome.Code, Is.EqualTo(1));
        Assert.That(outcome.Error, Does.Contain("there is no method 'command'").And.Contain("scsi-pr"));
    }

    [Test]
    public void A_second_test_of_a_method_takes_the_place_of_the_first()
    {
        DateTimeOffset day = DateTimeOffset.UnixEpoch;
        FenceTestRecord.Add(folder.Path, new FenceTestEntry("command", day, "partly"));
        FenceTestRecord.Add(folder.Path, new FenceTestEntry("scsi-pr", day, "proved"));
        FenceTestRecord.Add(folder.Path, new FenceTestEntry("command", day.AddDays(1), "proved"));
        Assert.That(FenceTestRecord.Read(folder.Path), Is.EqualTo(new[]
        {
            new FenceTestEntry("scsi-pr", day, "proved"), new FenceTestEntry("command", day.AddDays(1), "proved"),
        }));
    }

    private Outcome Reservations(params string[] options)
    {
        File.WriteAllText(folder.At("cluster"), Guid.NewGuid().ToString());
        string script = folder.At("camcontrol");
        File.WriteAllText(script, Persist);
        const string disks = "[{pool: beast, vdev: mirror-0, paths: [/dev/da1]}, "
            + "{pool: beast, vdev: mirror-0, paths: [/dev/da2]}]";
        return Test(
            $"fencing: {{methods: [{{method: scsi-pr, tool: camcontrol, disks: {disks}}}]}}\n"
            + $"commands: {{camcontrol: [/bin/sh, \"{script}\"]}}",
            options);
    }

    private Outcome Test(string fencing, params string[] options)
    {
        string path = folder.At("beastq.yml");
        File.WriteAllText(path, $"""
            cluster: test
            node: 0
            quorum_device: {"{"}kind: raw, path: /dev/da9p1{"}"}
            interlinks: [{"{"}local: "10.0.0.1:1", peer: "10.0.0.2:1"{"}"}]
            groups: [{"{"}name: beast, pools: [beast]{"}"}]
            state_directory: "{folder.Path}"
            {fencing}

            """);
        return Outcome.Of(["fence", "test", "-c", path, .. options]);
    }
}
