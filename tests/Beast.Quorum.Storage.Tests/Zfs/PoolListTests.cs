using Beast.Quorum.Storage.Zfs;

namespace Beast.Quorum.Storage.Tests.Zfs;

[TestFixture]
internal sealed class PoolListTests
{
    private static readonly string[] Both = ["beast", "zroot"];

    [Test]
    public void Names_come_one_a_line()
    {
        Assert.That(PoolList.TryParseNames("beast\nzroot\n", out IReadOnlyList<string> names), Is.True);
        Assert.That(names, Is.EqualTo(Both));
    }

    [TestCase("")]
    [TestCase("no pools available\n")]
    public void No_pool_is_an_answer(string text)
    {
        Assert.That(PoolList.TryParseNames(text, out IReadOnlyList<string> names), Is.True);
        Assert.That(names, Is.Empty);
    }

    [TestCase("beast", TestName = "cut_in_the_last_line")]
    [TestCase("beast\nzr", TestName = "cut_in_a_later_line")]
    [TestCase("\n", TestName = "an_empty_line")]
    [TestCase("beast\n\nzroot\n", TestName = "an_empty_line_between")]
    [TestCase("beast\tONLINE\n", TestName = "more_than_the_name")]
    [TestCase("cannot open '/dev/zfs': denied\n", TestName = "a_message")]
    [TestCase("b\u0000east\n", TestName = "a_control_character")]
    [TestCase("1beast\n", TestName = "a_name_that_no_pool_can_have")]
    public void A_list_that_cannot_be_read_is_not_taken_for_one_without_the_pool(string text) =>
        Assert.That(PoolList.TryParseNames(text, out _), Is.False);

    [Test]
    public void An_answer_as_long_as_the_limit_was_cut() =>
        Assert.That(PoolList.TryParseNames(string.Concat(Enumerable.Repeat("abcdefg\n", 8192)), out _), Is.False);

    [Test]
    public void Rows_carry_guid_and_health()
    {
        Assert.That(PoolList.TryParseRows("beast\t3443249971426090515\tONLINE\n", out var rows), Is.True);
        Assert.That(rows, Is.EqualTo(new[] { new PoolRow("beast", 3443249971426090515, "ONLINE") }));
    }

    [TestCase("beast\tx\tONLINE\n")]
    [TestCase("beast\t1\n")]
    [TestCase("beast\t1\tONLINE\tmore\n")]
    [TestCase("beast\t1\tall is well\n")]
    [TestCase("beast\t1\0\tONLINE\n", TestName = "a_number_with_a_NUL_behind_it")]
    [TestCase("beast\t99999999999999999999999\tONLINE\n")]
    public void A_strange_row_is_not_read(string text) => Assert.That(PoolList.TryParseRows(text, out _), Is.False);

    [Test]
    public void A_value_is_one_line()
    {
        Assert.That(PoolList.TryParseValue("none\n", out string value), Is.True);
        Assert.That(value, Is.EqualTo("none"));
        Assert.That(PoolList.TryParseValue("none\noff\n", out _), Is.False);
        Assert.That(PoolList.TryParseValue("", out _), Is.False);
    }

    [FsCheck.NUnit.Property]
    public bool Any_text_is_read_or_refused(string? text)
    {
        _ = PoolList.TryParseRows(text ?? "", out _);
        _ = PoolList.TryParseValue(text ?? "", out _);
        return !PoolList.TryParseNames(text ?? "", out IReadOnlyList<string> names) ||
            string.Concat(names.Select(name => name + "\n")) == text || names.Count == 0;
    }

    [FsCheck.NUnit.Property]
    public bool A_cut_list_is_never_read_as_a_shorter_one_without_its_last_pool(byte cut)
    {
        const string Whole = "alpha\nbeast\nzroot\n";
        string text = Whole[..(cut % Whole.Length)];
        return text.Length == 0 || text[^1] == '\n' || !PoolList.TryParseNames(text, out _);
    }
}
