using Beast.Quorum.Lab.Commands;
using Beast.Quorum.Lab.Disks;
using Beast.Quorum.Lab.Tests.Support;

namespace Beast.Quorum.Lab.Tests.Transcripts;

/// <summary>
/// camcontrol says, line by line, what recorded systems said; and the rules of SPC-3 that no record shows.
/// </summary>
public sealed class CamcontrolTranscriptTests
{
    private TemporaryDirectory _directory = null!;
    private SharedDisks _disks = null!;

    [SetUp]
    public void Make_a_disk()
    {
        _directory = new TemporaryDirectory();
        _disks = new SharedDisks(_directory.Path);
        _disks.Create(["lun0"]);
    }

    [TearDown]
    public void Remove_it() => _directory.Dispose();

    [Test]
    public void The_recorded_sessions_repeat_themselves()
    {
        int compared = 0;
        foreach (TranscriptStep step in TranscriptFile.Load("persistent-reservations"))
        {
            CamcontrolCommand camcontrol = step.Node == 2 ? Client() : CamcontrolCommand.Of(_disks, step.Node);
            CommandOutput output = Run(camcontrol, step.Command);
            Assert.That(output.Out, Is.EqualTo(Text(step.Out)), step.Command);
            Assert.That(output.Error, Is.EqualTo(Text(step.Error)), step.Command);
            Assert.That(output.Exit, Is.EqualTo(step.Exit), step.Command);
            compared++;
        }

        Assert.That(compared, Is.GreaterThanOrEqualTo(27));
    }

    [Test]
    public void A_node_whose_key_was_preempted_may_not_write_and_its_next_command_meets_an_attention()
    {
        CamcontrolCommand first = Of(0), second = Of(1);
        Run(first, "camcontrol persist lun0 -o register_ignore -K 0xa");
        Run(first, "camcontrol persist lun0 -o reserve -k 0xa -T wr_ex_ro");
        Assert.That(Write(0), Is.True);
        Assert.That(Write(1), Is.False, "only a registered node may write");

        Run(second, "camcontrol persist lun0 -o register_ignore -K 0xb");
        Assert.That(Write(1), Is.True, "registered, and not the holder");
        CommandOutput taken = Run(second, "camcontrol persist lun0 -o preempt_abort -k 0xb -K 0xa -T wr_ex_ro");
        Assert.That(taken.Exit, Is.Zero, taken.Error);
        Assert.That((Write(0), Write(1)), Is.EqualTo((false, true)));
        CommandOutput attention = Run(first, "camcontrol persist lun0 -v -i read_keys");
        Assert.That((attention.Exit, attention.Error.Contains("UNIT ATTENTION")), Is.EqualTo((1, true)));
        Assert.That(Run(first, "camcontrol persist lun0 -i read_keys").Out, Does.Contain("1 key:\n0: 0xb\n"));
        IEnumerable<(int, bool)> changes = SharedDisks.Changes(_directory.Path).Select(one => (one.Node, one.Out));
        Assert.That(changes, Is.EqualTo(((int, bool)[])[(1, true), (1, false), (0, true)]));
    }

    [Test]
    public void A_wrong_key_conflicts_and_says_so_only_with_v()
    {
        CamcontrolCommand host = Of(0);
        Run(host, "camcontrol persist lun0 -o register_ignore -K 0xa");
        CommandOutput silent = Run(host, "camcontrol persist lun0 -o reserve -k 0xb -T 5");
        Assert.That((silent.Exit, silent.Out, silent.Error), Is.EqualTo((1, "", "")));
        CommandOutput loud = Run(host, "camcontrol persist lun0 -v -o reserve -k 0xb -T 5");
        Assert.That(loud.Error, Does.Contain("SCSI status: Reservation Conflict"));
    }

    [Test]
    public void The_holder_that_unregisters_frees_the_disk()
    {
        CamcontrolCommand host = Of(0);
        Run(host, "camcontrol persist lun0 -o register_ignore -K 0xa");
        Run(host, "camcontrol persist lun0 -o reserve -k 0xa -T wr_ex_ro");
        Run(host, "camcontrol persist lun0 -o register -k 0xa -K 0");
        Assert.That(Run(host, "camcontrol persist lun0 -i read_reservation").Out, Is.EqualTo("No reservations.\n"));
        Assert.That(Write(1), Is.True);
    }

    private CamcontrolCommand Of(int node) => CamcontrolCommand.Of(_disks, node);

    /// <summary>The recorded client: two sessions to the two controllers, which are two paths to one LUN.</summary>
    private CamcontrolCommand Client() => new(_disks, device => new CamPath(
        "lun0", $"2:{device}", device == "da0" ? 3 : 0x83,
        $"iqn.1994-09.org.freebsd:clnt-1,i,0x{(device == "da0" ? "808944db7f9d" : "803e5b5e1bbd")}"));

    private bool Write(int node) => _disks.Write(node, ["lun0"], "", () => { });

    private static CommandOutput Run(CamcontrolCommand camcontrol, string line)
    {
        var all = new CommandOutput(0);
        foreach (string command in line.Split("; "))
        {
            CommandOutput one = camcontrol.Run(command.Split(' ').AsSpan(1));
            all = new CommandOutput(one.Exit, all.Out + one.Out, all.Error + one.Error);
        }

        return all;
    }

    private static string Text(IReadOnlyList<string> lines) => string.Concat(lines.Select(line => line + "\n"));
}
