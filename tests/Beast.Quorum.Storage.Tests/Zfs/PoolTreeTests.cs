using Beast.Quorum.Storage.Zfs;

namespace Beast.Quorum.Storage.Tests.Zfs;

[TestFixture]
internal sealed class PoolTreeTests
{
    // OpenZFS prints a tab after a heading.
    private const string Import =
        "   pool: beast\n     id: 34\n  state: ONLINE\n status: one\n\ttwo\n config:\n\n\tbeast  ONLINE\n"
        + "\t  mirror-0  ONLINE\n\t    ada1  ONLINE\n\t    99  UNAVAIL  cannot open\n\tlogs\t\n\t  ada3  ONLINE\n\n"
        + "\tAdditional devices are known\n\n   pool: my tank\n     id: 7\n config:\n\n\tmy tank  ONLINE\n";

    [Test]
    public void Every_pool_has_its_name_its_number_and_its_rows()
    {
        IReadOnlyList<PoolTree> pools = PoolTree.Read(Import);
        Assert.That(pools.Select(pool => (pool.Name, pool.Id)),
            Is.EqualTo(((string, string)[])[("", ""), ("beast", "34"), ("my tank", "7")]));
        Assert.That(pools[1].Rows.Select(row => row.Indent), Is.EqualTo((int[])[0, 2, 4, 4, 0, 2, 0]));
        Assert.That(pools[1].Rows[4], Is.EqualTo(new PoolTreeRow(0, "logs", "")));
        Assert.That(pools[1].Strays, Is.Empty);
    }

    [Test]
    public void A_leaf_knows_its_heading_and_its_vdev() => Assert.That(
        PoolTree.Read(Import)[1].Leaves(),
        Is.EqualTo((PoolTreeLeaf[])
        [
            new("data", "mirror-0", "ada1", "ONLINE"),
            new("data", "mirror-0", "99", "UNAVAIL"),
            new("logs", "ada3", "ada3", "ONLINE"),
        ]));

    [Test]
    public void Rows_after_another_line_are_strays_until_the_next_pool()
    {
        string text = Import.Replace("\tlogs", "errors: none\n\tlogs", StringComparison.Ordinal);
        IReadOnlyList<PoolTree> pools = PoolTree.Read(text);
        Assert.That(pools[1].Rows[^1].Name, Is.EqualTo("99"));
        Assert.That(pools[1].Strays.Select(row => row.Name), Is.EqualTo("logs ada3 Additional".Split(' ')));
        Assert.That(pools[2].Rows.Single(), Is.EqualTo(new PoolTreeRow(0, "my", "tank")));
    }

    [Test]
    public void A_text_that_is_too_long_has_no_pools() => Assert.That(
        PoolTree.Read(Import + new string('\n', PoolTree.MostCharacters)).SelectMany(pool => pool.Rows), Is.Empty);

    [TestCase("a\n", true)]
    [TestCase("a", false)]
    [TestCase("", false)]
    public void A_whole_text_ends_with_its_line(string text, bool whole) =>
        Assert.That(PoolTree.IsWhole(text), Is.EqualTo(whole));
}
