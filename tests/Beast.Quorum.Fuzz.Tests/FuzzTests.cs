using System.Diagnostics;
using Beast.Quorum.Fuzz.Tests.Engine;

namespace Beast.Quorum.Fuzz.Tests;

/// <summary>Every reader of bytes or text that beastq has, under damaged, strange and hostile inputs.</summary>
internal sealed class FuzzTests
{
    private static readonly Type[] Targets =
    [
        .. typeof(FuzzTarget).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(FuzzTarget)) && !type.IsAbstract && !type.IsNested)
            .OrderBy(type => type.FullName, StringComparer.Ordinal),
    ];

    private static IEnumerable<TestCaseData> Cases() => Targets.Select(type =>
    {
        using FuzzTarget target = Make(type);
        return new TestCaseData(type).SetName($"No_input_harms_the_reader_of_{target.Name.Replace('-', '_')}");
    });

    [TestCaseSource(nameof(Cases))]
    public void No_input_harms(Type type)
    {
        FuzzSettings settings = FuzzSettings.Read();
        using FuzzTarget target = Make(type);
        TestContext.Progress.WriteLine($"BEASTQ_SEED={settings.Seed} {target.Name}");
        FuzzRun run = new(target, settings, FuzzSettings.LongestInput);
        long start = Stopwatch.GetTimestamp();

        string? finding = run.Run();

        TestContext.Out.WriteLine(run.Summary(Stopwatch.GetElapsedTime(start)));
        Assert.That(finding, Is.Null, finding);
        if (run.Done >= 200)
        {
            double share = (run.Reached(Depth.Looked) + run.Reached(Depth.Accepted)) / (double)run.Done;
            Assert.That(share, Is.GreaterThanOrEqualTo(target.LeastShare), "too few inputs come past the first look");
        }
    }

    [Test]
    public void Every_folder_of_the_corpus_belongs_to_a_reader()
    {
        string[] names = [.. Targets.Select(type =>
        {
            using FuzzTarget target = Make(type);
            return target.Name;
        })];
        Assert.That(names, Is.Unique);
        string?[] folders = [.. Directory.GetDirectories(Corpus.Root).Select(Path.GetFileName)];
        Assert.That(folders, Is.SubsetOf(names));
    }

    private static FuzzTarget Make(Type type) => (FuzzTarget)Activator.CreateInstance(type)!;
}
