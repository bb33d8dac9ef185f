using System.Text;
using System.Text.RegularExpressions;
using Beast.Quorum.Core.Machine;
using Beast.Quorum.Daemon.Events;
using Beast.Quorum.Daemon.Tests.Configuration;

namespace Beast.Quorum.Daemon.Tests.Events;

public sealed partial class EventTableTests
{
    private static IEnumerable<Type> DecisionTypes => typeof(Decision).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(Decision)) && !type.IsAbstract);

    [Test]
    public void Every_decision_has_an_entry_and_every_entry_a_decision() =>
        Assert.That(EventTable.Decisions.Keys, Is.EquivalentTo(DecisionTypes));

    [Test]
    public void Every_event_of_the_daemon_is_in_the_table() => Assert.That(
        DaemonEvents.All,
        Is.EquivalentTo(typeof(DaemonEvents).GetProperties()
            .Where(property => property.PropertyType == typeof(EventEntry))
            .Select(property => property.GetValue(null))));

    [Test]
    public void Ids_and_names_are_well_formed_and_unique()
    {
        Assert.Multiple(() =>
        {
            Assert.That(EventTable.All.Select(entry => entry.Id), Is.Unique.And.All.Match("^BQ[12][0-9]{3}$"));
            Assert.That(EventTable.All.Select(entry => entry.Name), Is.Unique.And.All.Match("^[a-z][a-z_]*$"));
        });
    }

    [Test]
    public void What_the_design_calls_an_alert_is_one()
    {
        Type[] alerts =
        [
            typeof(Decision.BeginTakeover), typeof(Decision.Serve), typeof(Decision.FailTakeover),
            typeof(Decision.SelfFence), typeof(Decision.DeviceLost), typeof(Decision.DualClaim),
        ];
        Assert.That(alerts.Select(type => EventTable.Decisions[type].Level), Is.All.EqualTo(EventLevel.Alert));
    }

    [TestCaseSource(nameof(DecisionTypes))]
    public void Every_decision_renders_without_a_hole(Type type)
    {
        EventMessage message = new EventWriter(["tank"]).Render(Make(type));
        Assert.Multiple(() =>
        {
            Assert.That(message.Text, Does.Not.Match(@"\{[a-z]+\}"));
            Assert.That(message.Text, Does.Contain("because"));
            Assert.That(message.ToLine(), Does.StartWith(message.Entry.Id));
            Assert.That(message.Group, type.IsSubclassOf(typeof(Decision.OfGroup)) ? Is.EqualTo("tank") : Is.Null);
        });
    }

    [Test]
    public void A_reason_cannot_forge_a_line_of_the_log()
    {
        EventMessage message = new EventWriter(["tank"]).Render(new Decision.DeviceLost("a\nBQ9999 b\u001b[2J"));
        Assert.That(message.ToLine().Any(char.IsControl), Is.False);
    }

    [Test]
    public void The_fields_follow_as_keys_and_values()
    {
        EventMessage message = new EventWriter(["tank"]).Render(new Decision.BeginTakeover(0, 5, "it is \"dead\""));
        Assert.That(message.ToLine(), Is.EqualTo("BQ1009 takeover_begun: tank: takeover begins at epoch 5: it is "
            + "\"dead\""
            + " group=tank epoch=5 reason=\"it is 'dead'\""));
    }

    [Test]
    public void A_daemon_event_renders_with_its_fields()
    {
        EventMessage message = EventWriter.Render(
            DaemonEvents.CommandGone, ("group", "tank"), ("command", "zpool"), ("pid", 7));
        Assert.That((message.Group, message.Text), Is.EqualTo(("tank", "tank: the abandoned zpool has ended "
            + "(process 7)")));
    }

    [Test]
    public void The_table_of_the_documents_is_the_one_of_the_code()
    {
        string path = Repository.File("docs/events.md");
        string table = Table();
        string text = File.ReadAllText(path);
        if (Environment.GetEnvironmentVariable("BEASTQ_APPROVE") == "1")
        {
            text = WholeTable().Replace(text, table.Replace("$", "$$", StringComparison.Ordinal), 1);
            File.WriteAllText(path, text);
        }

        Assert.That(WholeTable().Match(text).Value, Is.EqualTo(table), "Run this test with BEASTQ_APPROVE=1.");
    }

    [GeneratedRegex(@"(^\|.*\n)+", RegexOptions.Multiline)]
    private static partial Regex WholeTable();

    private static string Table()
    {
        StringBuilder text = new("| id | name | level | message | what to do |\n| --- | --- | --- | --- | --- |\n");
        foreach (EventEntry entry in EventTable.All)
        {
            text.Append($"| {entry.Id} | `{entry.Name}` | {entry.Level.ToString().ToLowerInvariant()} | "
                + $"{entry.Template} | {entry.Action} |\n");
        }

        return text.ToString();
    }

    private static Decision Make(Type type)
    {
        object[] arguments = [.. type.GetConstructors()[0].GetParameters().Select(parameter =>
            (object)(parameter.Name switch
        {
            "Group" => 0,
            "Epoch" => 5u,
            "Target" => 1,
            "Path" => 2,
            "Step" => "ImportPool tank",
            "On" => true,
            _ => "because",
        }))];
        return (Decision)Activator.CreateInstance(type, arguments)!;
    }
}
