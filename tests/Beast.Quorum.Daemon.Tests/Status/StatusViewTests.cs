using Beast.Quorum.Core.Machine;
using Beast.Quorum.Daemon.Status;
using Beast.Quorum.Daemon.Tests.Approved;

namespace Beast.Quorum.Daemon.Tests.Status;

public sealed class StatusViewTests
{
    [Test]
    public void A_healthy_pair_on_a_pipe_looks_as_approved() =>
        Approval.Matches("status-healthy", Text(Samples.Node, 100));

    [Test]
    public void A_pair_in_trouble_on_a_pipe_looks_as_approved() =>
        Approval.Matches("status-trouble", Text(Samples.Bad, 100));

    [Test]
    public void A_pair_in_trouble_on_forty_columns_looks_as_approved() =>
        Approval.Matches("status-narrow", Text(Samples.Bad, 40));

    [TestCase(20)]
    [TestCase(40)]
    [TestCase(83)]
    [TestCase(84)]
    [TestCase(200)]
    public void No_line_is_wider_than_the_terminal(int width)
    {
        string[] lines = Text(Samples.Bad, width).Split('\n');
        Assert.That(lines.Select(line => line.TrimEnd().Length), Is.All.LessThanOrEqualTo(Math.Max(width, 20)));
    }

    [Test]
    public void Redirected_output_has_no_escapes()
    {
        Terminal terminal = Detect(redirected: true, ("TERM", "xterm-256color"), ("LANG", "C.UTF-8"));
        Assert.That(Text(Samples.Bad, terminal), Does.Not.Contain('\u001b').And.Contain("node 0"));
    }

    [Test]
    public void A_dumb_terminal_gets_no_escapes_and_no_line_drawing()
    {
        Terminal terminal = Detect(redirected: false, ("TERM", "dumb"), ("LANG", "C.UTF-8"));
        Assert.That(Text(Samples.Bad, terminal).All(letter => letter is '\n' or (>= ' ' and < '\u007f')), Is.True);
    }

    [Test]
    public void NO_COLOR_gets_no_escapes()
    {
        Terminal terminal = Detect(redirected: false, ("TERM", "xterm"), ("NO_COLOR", "1"), ("LANG", "C.UTF-8"));
        Assert.That(Text(Samples.Bad, terminal), Does.Not.Contain('\u001b').And.Contain("│"));
    }

    [Test]
    public void A_terminal_gets_colours()
    {
        Terminal terminal = Detect(redirected: false, ("TERM", "xterm"), ("LANG", "C.UTF-8"));
        Assert.That(Text(Samples.Bad, terminal), Does.Contain("\u001b["));
    }

    [Test]
    public void The_short_form_is_one_line_and_names_the_worst()
    {
        string line = StatusView.Short(Samples.Build(Samples.Bad));
        Assert.Multiple(() =>
        {
            Assert.That(line, Does.Not.Contain('\n'));
            Assert.That(line, Does.StartWith("beastq node 0: critical; tank on node 0, flash served nowhere; "));
        });
    }

    [Test]
    public void The_short_form_says_that_there_is_no_fencing()
    {
        StatusDocument status = StatusBuilder.Build(Samples.Node, Samples.Context with { AcceptNoFencing = true });
        Assert.That(StatusView.Short(status), Does.Contain("i_accept_no_fencing"));
    }

    private static string Text(NodeSnapshot node, int width)
    {
        using StringWriter writer = new();
        StatusView.Write(Samples.Build(node), new Terminal(writer, width, false, false, false));
        return writer.ToString();
    }

    private static string Text(NodeSnapshot node, Terminal terminal)
    {
        using StringWriter writer = new();
        StatusView.Write(Samples.Build(node), terminal with { Writer = writer });
        return writer.ToString();
    }

    private static Terminal Detect(bool redirected, params (string Name, string Value)[] variables) => Terminal.Detect(
        TextWriter.Null, redirected, name => variables.FirstOrDefault(variable => variable.Name == name).Value, () =>
            120);
}
