using System.Text.Json;
using Beast.Quorum.Platform.Files;

namespace Beast.Quorum.Daemon.Fencing;

/// <summary>
/// The last good test of each method, in <c>fence-test.json</c> of the state directory; for the doctor and for people.
/// </summary>
/// <param name="Method">The method.</param>
/// <param name="Time">When, by the wall clock; for display.</param>
/// <param name="Outcome"><c>proved</c> or <c>partly</c>.</param>
internal sealed record FenceTestEntry(string Method, DateTimeOffset Time, string Outcome);

/// <summary>Reads and writes the file.</summary>
internal static class FenceTestRecord
{
    public const string FileName = "fence-test.json";

    private const int MostBytes = 64 * 1024;

    private static readonly JsonSerializerOptions Style = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
    };

    public static string PathIn(string stateDirectory) => Path.Combine(stateDirectory, FileName);

    /// <summary>The tests; empty if there is no file, or none that can be read.</summary>
    public static IReadOnlyList<FenceTestEntry> Read(string stateDirectory)
    {
        var file = new FileInfo(PathIn(stateDirectory));
        if (!file.Exists || file.Length > MostBytes)
        {
            return [];
        }

        try
        {
            Document? document = JsonSerializer.Deserialize<Document>(File.ReadAllBytes(file.FullName), Style);
            return document is { Version: 1, Tests: { } tests } && tests.All(test => test is { Method: not null })
                ? tests
                : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    /// <summary>Puts a test in the place of the former one of its method.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    public static void Add(string stateDirectory, FenceTestEntry entry)
    {
        FenceTestEntry[] tests =
            [.. Read(stateDirectory).Where(test => test.Method != entry.Method), entry];
        DurableFile.WriteAtomically(
            PathIn(stateDirectory),
            JsonSerializer.SerializeToUtf8Bytes(new Document(1, tests), Style),
            UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private sealed record Document(int Version, FenceTestEntry[] Tests);
}
