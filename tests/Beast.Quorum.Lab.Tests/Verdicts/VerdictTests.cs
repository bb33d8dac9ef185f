using Beast.Quorum.Lab.Client;
using Beast.Quorum.Lab.Records;
using Beast.Quorum.Lab.Verdicts;

namespace Beast.Quorum.Lab.Tests.Verdicts;

/// <summary>The checker on records written by hand.</summary>
public sealed class VerdictTests
{
    private static readonly ClientReport Good = new() { WritesAcked = 1 };

    [Test]
    public void Intervals_that_touch_do_not_overlap()
    {
        ServingHistory history = History(
            ["1 boot role 1", "100000 pool beast rw", "200000 pool beast exported"],
            ["2 boot role 1", "200000 pool beast rw"]);
        Assert.That(Verdict.Judge(history, Good, 300000).Passed, Is.True);
    }

    [Test]
    public void A_single_tick_of_overlap_is_a_fail()
    {
        ServingHistory history = History(
            ["100000 pool beast rw", "200001 pool beast exported"], ["200000 pool beast rw"]);
        Verdict verdict = Verdict.Judge(history, Good, 300000);
        Assert.That(verdict.Passed, Is.False);
        Assert.That(verdict.DoubleImportMs, Is.EqualTo(0.0001).Within(1e-9));
    }

    [Test]
    public void Read_only_imports_and_different_pools_do_not_count()
    {
        ServingHistory history = History(
            ["1 pool beast rw", "1 pool other ro"], ["1 pool beast ro", "1 pool third rw"]);
        Assert.That(Verdict.Judge(history, Good, 100).Passed, Is.True);
    }

    [Test]
    public void Several_pools_and_luns_are_added_up_and_each_is_named()
    {
        ServingHistory history = History(
            ["100000 pool a rw", "100000 pool b rw", "100000 lun 0 a writable", "100000 lun 4 b writable"],
            ["200000 pool a rw", "250000 pool b rw", "290000 lun 4 b writable"]);
        Verdict verdict = Verdict.Judge(history, Good, 300000);
        Assert.That((verdict.DoubleImportMs, verdict.DoubleServingMs), Is.EqualTo((15.0, 1.0)));
        Assert.That(verdict.Findings, Has.Exactly(2).StartsWith("pool imported read-write on both hosts"));
        Assert.That(verdict.Findings, Has.Exactly(1).StartsWith("LUN writable on both hosts: b 4"));
    }

    [Test]
    public void An_import_that_became_read_only_has_ended()
    {
        ServingHistory history = History(["10 pool beast rw", "20 pool beast ro"], ["30 pool beast rw"]);
        Assert.That(Verdict.Judge(history, Good, 100).Passed, Is.True);
    }

    [Test]
    public void A_death_ends_what_was_open_and_without_it_the_overlap_is_reported()
    {
        string[] a = ["10 pool beast rw", "11 lun 0 beast writable"];
        string[] b = ["50 pool beast rw", "51 lun 0 beast writable"];
        Verdict without = Verdict.Judge(History(a, b), Good, 100);
        Assert.That((without.DoubleImportMs, without.DoubleServingMs), Is.EqualTo((0.005, 0.0049)));
        ServingHistory history = History(a, b);
        history.HostDied(0, 40);
        Assert.That(Verdict.Judge(history, Good, 100).Passed, Is.True);
    }

    [Test]
    public void A_boot_ends_what_the_boot_before_left_open()
    {
        ServingHistory history = History(["10 pool beast rw", "40 boot role 1"], ["50 pool beast rw"]);
        Assert.That(Verdict.Judge(history, Good, 100).Passed, Is.True);
        Assert.That(history.Boots(0), Has.Count.EqualTo(1).And.All.EqualTo(40));
    }

    [Test]
    public void Nothing_written_proves_nothing()
    {
        Assert.That(Verdict.Judge(History([], []), new ClientReport(), 1).Passed, Is.False);
    }

    [TestCase(1, 0)]
    [TestCase(0, 1)]
    public void Lost_writes_and_wrong_reads_are_a_fail(long lost, long wrong)
    {
        Verdict verdict = Verdict.Judge(
            History([], []), Good with { WritesLost = lost, WrongReads = wrong }, 1);
        Assert.That(verdict.Passed, Is.False);
    }

    [Test]
    public void A_record_without_a_time_is_refused()
    {
        Assert.That(() => new ServingHistory().Add(0, "pool beast rw"), Throws.TypeOf<InvalidDataException>());
    }

    private static ServingHistory History(string[] a, string[] b)
    {
        var history = new ServingHistory();
        Array.ForEach(a, line => history.Add(0, line));
        Array.ForEach(b, line => history.Add(1, line));
        return history;
    }
}
