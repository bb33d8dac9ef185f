namespace Beast.Quorum.Fuzz.Tests.Engine;

/// <summary>
/// Files to start from: every file of <c>Corpus/NAME</c> is a good input of the target of that name, unless its own
/// name begins with <c>bad-</c>. A file that is put there is used from then on; nothing else has to be told.
/// </summary>
internal static class Corpus
{
    /// <summary>Where the folders are when tests run.</summary>
    public static string Root => Path.Combine(TestContext.CurrentContext.TestDirectory, "Corpus");

    public static IReadOnlyList<byte[]> Good(string name) => Read(name, bad: false);

    public static IReadOnlyList<byte[]> Bad(string name) => Read(name, bad: true);

    /// <summary>Every file of every folder: what is good for one reader is a nuisance for another.</summary>
    public static IReadOnlyList<byte[]> All { get; } = !Directory.Exists(Root) ? [] :
        [.. Directory.GetFiles(Root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(File.ReadAllBytes)];

    private static List<byte[]> Read(string name, bool bad)
    {
        string folder = Path.Combine(Root, name);
        return !Directory.Exists(folder) ? [] :
        [
            .. Directory.GetFiles(folder).Order(StringComparer.Ordinal)
                .Where(file => Path.GetFileName(file).StartsWith("bad-", StringComparison.Ordinal) == bad)
                .Select(File.ReadAllBytes),
        ];
    }
}
