using System.Text.Json;
using Beast.Quorum.Daemon.CommandLine;
using Beast.Quorum.Daemon.Journal;
using Beast.Quorum.Fuzz.Tests.Engine;

namespace Beast.Quorum.Fuzz.Tests.Targets.Daemon;

/// <summary>
/// Journals as a power cut leaves them: every whole line is an event that can be shown, or is counted as passed over.
/// </summary>
internal sealed class JournalTarget : FuzzTarget
{
    private readonly Scratch scratch = new();

    public override string Name => "journal";

    public override IReadOnlyList<byte[]> Seeds { get; } = [Lines(1), Lines(5)];

    public override IReadOnlyList<string> Words => ["null", "\n", "\"fields\":{}", "\"time\":", "\\u001b[2J", "{", "}"];

    public override int Cost => 25;

    public override int Longest => 300 * 1024;

    // Every line that cannot be read costs an exception, and a line may be one byte.
    public override (long Base, long PerByte) Memory => (1024 * 1024, 2000);

    public override Depth Run(byte[] input)
    {
        scratch.Put(JournalWriter.FileName, input);
        JournalReader reader = new(scratch.Path);
        IReadOnlyList<JournalEntry> entries = reader.ReadLast(int.MaxValue);
        string[] whole = System.Text.Encoding.Latin1.GetString(input).Split('\n');
        long lines = whole[..^1].Count(line => line.Length > 0);
        Must(entries.Count + reader.Skipped == lines, "lines that are neither read nor counted");
        foreach (JournalEntry entry in entries)
        {
            Must(!EventsCommand.Line(entry).Any(char.IsControl), "an event is no line");
            Must(entry.Fields is not null, "an event without fields");
            Must(JsonSerializer.Serialize(entry, JournalJson.Default.JournalEntry).Length > 0, "no JSON");
        }

        return entries.Count > 0 ? Depth.Accepted : lines > 0 ? Depth.Looked : Depth.Refused;
    }

    protected override void Clean() => scratch.Dispose();

    private static byte[] Lines(int count) =>
    [
        .. Enumerable.Range(0, count).SelectMany(index => JsonSerializer.SerializeToUtf8Bytes(
            new JournalEntry(
                DateTimeOffset.UnixEpoch.AddSeconds(index), 1000 + index, "BQ1009", "started", "notice", 0,
                index % 2 == 0 ? null : "main", "text é \u0007", new Dictionary<string, string> { ["a"] = "b" }),
            JournalJson.Default.JournalEntry).Append((byte)'\n')),
    ];
}
