using Beast.Quorum.Core.Plans;
using Beast.Quorum.Core.Recovery;
using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Storage.Recovery;
using Beast.Quorum.Storage.Tests.Support;

namespace Beast.Quorum.Storage.Tests.Recovery;

[TestFixture]
internal sealed class PoolErrorReaderTests
{
    private const string Status = "/sbin/zpool status -v beast";
    private const string Clear = "/sbin/zpool clear beast";

    [Test]
    public void Each_pool_is_read_by_itself()
    {
        FakeHost host = new FakeHost()
            .On(Status, Transcript.Get("zpool-status", "10.4, after a scrub"))
            .On("/sbin/zpool status -v ctrl-a_m0", Transcript.Get("zpool-status", "10.4, the paper's errors"));
        host.Group = host.Group with { Pools = ["beast", "ctrl-a_m0"] };
        IReadOnlyList<PoolFinding> found = new PoolErrorReader(host.System).Read(host.Group);
        Assert.That(found.Select(pool => pool.Condition),
            Is.EqualTo(new[] { PoolCondition.Sound, PoolCondition.Damaged }));
    }

    [TestCase("10.4, no such pool", "no such pool")]
    [TestCase("10.4, no pools at all", "no pools available")]
    [TestCase("10.4, the paper's errors", "zpool status -v beast")]
    public void A_pool_that_is_not_told_of_is_not_sound(string answer, string said)
    {
        FakeHost host = new FakeHost().On(Status, Transcript.Get("zpool-status", answer));
        PoolFinding found = new PoolErrorReader(host.System).Read(host.Group)[0];
        Assert.That((found.Pool, found.Condition), Is.EqualTo(("beast", PoolCondition.Unread)));
        Assert.That(found.Errors, Does.Contain(said));
    }

    [Test]
    public void A_child_that_hangs_is_not_joined_by_another_one()
    {
        FakeHost host = new FakeHost().On(Status, Transcript.End(CommandEnd.Abandoned));
        PoolErrorReader reader = new(host.System);
        Assert.That(reader.Read(host.Group)[0].Condition, Is.EqualTo(PoolCondition.Unread));
        Assert.That(reader.Read(host.Group)[0].Errors, Does.Contain("hangs in the kernel"));
        Assert.That(host.Log, Has.Count.EqualTo(1));
        host.Requests[0].WhenGone!();
        host.On(Status, Transcript.Get("zpool-status", "10.4, after a scrub"));
        reader.Read(host.Group);
        Assert.That(host.Log, Has.Count.EqualTo(2));
    }

    [Test]
    public void Clearing_never_rewinds()
    {
        FakeHost host = new FakeHost().On(Clear, Transcript.Exit(0));
        Assert.That(host.Run(StepKind.ClearErrors, "beast").Outcome, Is.EqualTo(StepOutcome.Done));
        Assert.That(host.Log, Is.EqualTo(new[] { Clear }));
    }

    [Test]
    public void Clearing_does_not_start_without_a_lease()
    {
        FakeHost host = new FakeHost { MayStart = false };
        Assert.That(host.Run(StepKind.ClearErrors, "beast").Outcome, Is.EqualTo(StepOutcome.Refused));
        Assert.That(host.Log, Is.Empty);
    }

    [Test]
    public void A_refusal_of_zpool_is_told_in_its_words()
    {
        FakeHost host = new FakeHost()
            .On(Clear, Transcript.Exit(1, error: "cannot clear errors for beast: I/O error\n"));
        var result = host.Run(StepKind.ClearErrors, "beast");
        Assert.That(result.Outcome, Is.EqualTo(StepOutcome.Failed));
        Assert.That(result.Detail, Does.Contain("I/O error"));
    }
}
