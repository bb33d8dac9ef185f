using Beast.Quorum.Daemon.Events;
using Beast.Quorum.Daemon.Journal;

namespace Beast.Quorum.Daemon.Tests.Journal;

public sealed class JournalTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly List<string> lost = [];
    private readonly List<long> back = [];

    [SetUp]
    public void Forget()
    {
        lost.Clear();
        back.Clear();
    }

    [Test]
    public void What_is_appended_is_read_again()
    {
        using Folder folder = new();
        JournalEntry entry = Entry(1);
        using (JournalWriter writer = Writer(folder))
        {
            Assert.That(writer.Append(entry), Is.True);
        }

        JournalEntry read = new JournalReader(folder.Path).ReadLast(10).Single();
        Assert.Multiple(() =>
        {
            Assert.That(read with { Fields = entry.Fields }, Is.EqualTo(entry));
            Assert.That(read.Fields, Is.EqualTo(entry.Fields));
        });
    }

    [Test]
    public void Only_the_newest_are_given()
    {
        using Folder folder = new();
        Fill(folder, 10, JournalWriter.DefaultLimit);
        Assert.That(Numbers(new JournalReader(folder.Path).ReadLast(3)), Is.EqualTo(new long[] { 7, 8, 9 }));
    }

    [Test]
    public void A_full_file_is_rotated_and_both_are_bounded_and_read()
    {
        using Folder folder = new();
        Fill(folder, 200, limit: 4000);
        Assert.Multiple(() =>
        {
            Assert.That(new FileInfo(folder.At("events.jsonl")).Length, Is.LessThanOrEqualTo(4000));
            Assert.That(new FileInfo(folder.At("events.jsonl.1")).Length, Is.LessThanOrEqualTo(4000));
            Assert.That(Directory.GetFiles(folder.Path), Has.Length.EqualTo(2));
            long[] numbers = Numbers(new JournalReader(folder.Path).ReadLast(1000));
            Assert.That(numbers, Is.Ordered.Ascending.And.Length.GreaterThan(10));
            Assert.That(numbers[^1], Is.EqualTo(199));
            Assert.That(numbers, Has.Length.EqualTo(199 - numbers[0] + 1), "no gap at the rotation");
        });
    }

    [Test]
    public void A_torn_last_line_is_passed_over_and_does_not_swallow_the_next()
    {
        using Folder folder = new();
        Fill(folder, 2, JournalWriter.DefaultLimit);
        string path = folder.At("events.jsonl");
        File.AppendAllText(path, "{\"time\":\"2026-11-2");
        Assert.That(Numbers(new JournalReader(folder.Path).ReadLast(10)), Is.EqualTo(new long[] { 0, 1 }));
        using (JournalWriter writer = Writer(folder))
        {
            writer.Append(Entry(2));
        }

        JournalReader reader = new(folder.Path);
        Assert.That(Numbers(reader.ReadLast(10)), Is.EqualTo(new long[] { 0, 1, 2 }));
        Assert.That(reader.Skipped, Is.EqualTo(1));
    }

    [Test]
    public void Garbage_in_the_file_is_passed_over()
    {
        using Folder folder = new();
        File.WriteAllBytes(folder.At("events.jsonl"), [0xFF, 0xFE, (byte)'\n', (byte)'{', (byte)'}', (byte)'\n',
            (byte)'7', (byte)'\n']);
        JournalReader reader = new(folder.Path);
        Assert.That((reader.ReadLast(10).Count, reader.Skipped), Is.EqualTo((0, 3L)));
    }

    [TestCase("id")]
    [TestCase("text")]
    [TestCase("fields")]
    public void An_event_that_lacks_a_part_is_passed_over(string part)
    {
        using Folder folder = new();
        Fill(folder, 2, JournalWriter.DefaultLimit);
        string path = folder.At("events.jsonl");
        string[] lines = File.ReadAllLines(path);
        string spoiled = lines[0].Replace($"\"{part}\":", $"\"x\":", StringComparison.Ordinal);
        Assert.That(spoiled, Is.Not.EqualTo(lines[0]));
        File.WriteAllLines(path, [spoiled, lines[1]]);
        JournalReader reader = new(folder.Path);
        Assert.That((reader.ReadLast(10).Count, reader.Skipped), Is.EqualTo((1, 1L)));
    }

    [Test]
    public void An_unusable_directory_is_told_once_counted_and_recovered_from()
    {
        using Folder folder = new();
        string missing = folder.At("later");
        using JournalWriter writer = new(missing, lost.Add, back.Add);
        Assert.That(Enumerable.Range(0, 3).Select(number => writer.Append(Entry(number))), Is.All.False);
        Assert.That((lost.Count, writer.Lost), Is.EqualTo((1, 3L)));
        Directory.CreateDirectory(missing);
        Assert.That(writer.Append(Entry(3)), Is.True);
        Assert.That(back, Is.EqualTo(new long[] { 3 }));
        Assert.That(Numbers(new JournalReader(missing).ReadLast(10)), Is.EqualTo(new long[] { 3 }));
    }

    [Test]
    public void A_full_disk_is_told_once_and_never_fatal()
    {
        using Folder folder = new();
        if (!File.Exists("/dev/full"))
        {
            Assert.Ignore("this system has no /dev/full");
        }

        File.CreateSymbolicLink(folder.At("events.jsonl"), "/dev/full");
        using JournalWriter writer = Writer(folder);
        Assert.That(Enumerable.Range(0, 3).Select(number => writer.Append(Entry(number))), Is.All.False);
        Assert.That((lost.Count, writer.Lost), Is.EqualTo((1, 3L)));
    }

    [Test]
    public void Following_sees_old_and_new_events_across_a_rotation()
    {
        using Folder folder = new();
        Fill(folder, 2, JournalWriter.DefaultLimit);
        List<long> seen = [];
        using CancellationTokenSource cancel = new(Deadline);
        using ManualResetEventSlim started = new();
        Thread follower = new(() => new JournalReader(folder.Path).Follow(
            1,
            entry =>
            {
                seen.Add(entry.MonoMs);
                started.Set();
                if (entry.MonoMs == 30)
                {
                    cancel.Cancel();
                }
            },
            cancel.Token));
        follower.Start();
        Assert.That(started.Wait(Deadline), Is.True);
        using (JournalWriter writer = new(folder.Path, lost.Add, back.Add, limit: 4500))
        {
            for (int number = 2; number <= 30; number++)
            {
                writer.Append(Entry(number));
            }
        }

        Assert.That(follower.Join(Deadline), Is.True);
        Assert.That(seen, Is.EqualTo(Enumerable.Range(1, 30)));
    }

    private static JournalEntry Entry(int number)
    {
        EventMessage message = EventWriter.Render(
            DaemonEvents.CommandGone, ("group", "tank"), ("command", "zpool"), ("pid", number));
        return JournalEntry.Of(message, 1, DateTimeOffset.UnixEpoch.AddSeconds(number), number);
    }

    private static long[] Numbers(IEnumerable<JournalEntry> entries) => [.. entries.Select(entry => entry.MonoMs)];

    private JournalWriter Writer(Folder folder, long limit = JournalWriter.DefaultLimit) =>
        new(folder.Path, lost.Add, back.Add, limit);

    private void Fill(Folder folder, int count, long limit)
    {
        using JournalWriter writer = Writer(folder, limit);
        for (int number = 0; number < count; number++)
        {
            writer.Append(Entry(number));
        }
    }
}
