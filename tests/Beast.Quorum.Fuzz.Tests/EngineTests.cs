using Beast.Quorum.Fuzz.Tests.Engine;

namespace Beast.Quorum.Fuzz.Tests;

/// <summary>The fuzzer itself finds what it is there for.</summary>
internal sealed class EngineTests
{
    private static readonly FuzzSettings Settings = new(Seed: 5, Inputs: 2000, First: 0);

    [Test]
    public void A_reader_that_throws_is_told_with_the_input_and_the_line_that_runs_it_again()
    {
        Func<byte[], bool> read = input =>
            !input.Contains((byte)0) ? true : throw new InvalidOperationException("zero");
        string? finding = Run(read);
        Assert.That(finding, Does.Contain("zero").And.Contain("\\x00").And.Contain("BEASTQ_SEED=5 BEASTQ_FUZZ_FIRST="));

        string first = finding!.Split("BEASTQ_FUZZ_FIRST=")[1].Split(' ')[0];
        using Reader again = new(read);
        FuzzSettings one = new(5, 1, long.Parse(first, null));
        Assert.That(new FuzzRun(again, one, TimeSpan.FromMinutes(1)).Run(), Is.EqualTo(finding));
    }

    [Test]
    public void A_reader_that_takes_more_memory_than_its_input_allows_is_told() =>
        Assert.That(Run(input => new byte[input.Length * 4000].Length >= 0), Does.Contain("allocated"));

    [Test]
    public void A_reader_that_does_not_come_back_is_told()
    {
        using ManualResetEventSlim end = new();
        using Reader reader = new(input => input.Length > 3 || end.Wait(TimeSpan.FromMinutes(5)));
        string? finding = new FuzzRun(reader, Settings, TimeSpan.FromSeconds(1)).Run();
        end.Set();
        Assert.That(finding, Does.Contain("has not come back"));
    }

    [Test]
    public void A_reader_that_refuses_its_own_corpus_is_told() =>
        Assert.That(Run(_ => false), Does.Contain("does not accept"));

    [Test]
    public void The_same_seed_gives_the_same_inputs_and_another_gives_others()
    {
        Mutator mutator = new([.. Corpus.All], Corpus.All, ["word"], 5000);
        byte[] Input(ulong seed, long number) => mutator.Make(Dice.For(seed, "x", number));
        byte[] first = Input(1, 77);
        Assert.That(Input(1, 77), Is.EqualTo(first));
        int same = Enumerable.Range(0, 200).Count(at => Input(1, at).AsSpan().SequenceEqual(Input(2, at)));
        Assert.That(same, Is.LessThan(50));
    }

    private static string? Run(Func<byte[], bool> read)
    {
        using Reader reader = new(read);
        return new FuzzRun(reader, Settings, TimeSpan.FromMinutes(1)).Run();
    }

    private sealed class Reader(Func<byte[], bool> read) : FuzzTarget
    {
        public override string Name => "planted";

        public override IReadOnlyList<byte[]> Seeds { get; } = ["some words in a row"u8.ToArray()];

        public override Depth Run(byte[] input) => read(input) ? Depth.Accepted : Depth.Looked;
    }
}
