using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Machine;
using Beast.Quorum.Core.Time;
using Beast.Quorum.Daemon.Tracing;

namespace Beast.Quorum.Daemon.Tests.Tracing;

public sealed class TraceReplayTests
{
    private static readonly string Start = TraceFormat.Start(
        new NodeOptions
        {
            Node = 0,
            BootId = Guid.Empty,
            Incarnation = 1,
            Seed = 1,
            Timing = TimingPresets.Fast,
            Groups = [new GroupConfiguration { Name = "g", Id = 0, Pools = ["p"] }],
        },
        Instant.FromMilliseconds(1));

    [TestCase("")]
    [TestCase("null")]
    [TestCase("{\"trace\":7}")]
    [TestCase("{\"trace\":\"1\"}")]
    [TestCase("{\"trace\":1,\"at\":5}")]
    [TestCase("{\"trace\":1,\"at\":5,\"options\":{}}")]
    [TestCase("{\"trace\":1,\"trace\":1}")]
    public void What_does_not_begin_as_a_trace_is_none(string line) =>
        Assert.That(() => TraceReplay.Run([line]), Throws.TypeOf<FormatException>());

    [TestCase("{\"t\":")]
    [TestCase("{\"t\":10000}")]
    [TestCase("{\"t\":1e99,\"event\":\"Tick\"}")]
    [TestCase("{\"t\":10000,\"event\":\"Nothing\"}")]
    [TestCase("{\"t\":10000,\"event\":\"99\"}")]
    [TestCase("{\"t\":10000,\"event\":\"WriteEnded\",\"ok\":1,\"ended\":5}")]
    [TestCase("{\"t\":10000,\"event\":\"StatePersisted\",\"token\":1,\"ok\":true,\"text\":\"\\ud800\"}")]
    [TestCase("{\"t\":10000,\"event\":\"RecordReceived\",\"path\":0,\"record\":\"AAAA\"}")]
    [TestCase("{\"t\":10000,\"event\":\"OwnRingRead\",\"ring\":[]}")]
    [TestCase("{\"t\":10000,\"event\":\"OwnRingRead\",\"ring\":{\"block\":1,\"block\":1}}")]
    [TestCase("{\"t\":10000,\"event\":\"Command\",\"order\":\"Dance\"}")]
    [TestCase("{\"t\":10000,\"event\":\"Command\",\"order\":\"Stop\"}")]
    [TestCase("{\"t\":1,\"event\":\"GroupInspected\",\"group\":0,\"token\":1,\"import\":\"Imported\",\"ok\":true,"
        + "\"findings\":[null]}")]
    [TestCase("{\"t\":1,\"event\":\"GroupInspected\",\"group\":0,\"token\":1,\"import\":\"Imported\",\"ok\":true,"
        + "\"findings\":[{\"Pool\":null,\"Condition\":1}]}")]
    public void A_damaged_event_is_told_and_throws_nothing_else(string line) =>
        Assert.That(() => TraceReplay.Run([Start, line]), Throws.TypeOf<FormatException>());

    [Test]
    public void A_machine_that_fails_is_a_difference()
    {
        (long events, string? difference) = TraceReplay.Run([Start, "{\"t\":0,\"event\":\"Tick\"}"]);
        Assert.That(events, Is.EqualTo(1));
        Assert.That(difference, Does.Contain("the machine failed").And.Contain("clock went back"));
    }
}
